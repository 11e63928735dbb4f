"""What joins the apps: settings, addresses, and pages that span them."""

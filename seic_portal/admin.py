"""What the administration is called, and what of the libraries' own is left out of it."""

from allauth.account import admin as account_admin
from django.contrib import admin
from django.contrib.auth import admin as auth_admin

# Rights are memberships, and an address is the person's own field.
admin.site.unregister([auth_admin.Group, account_admin.EmailAddress])
admin.site.site_header = admin.site.site_title = "Administration"
admin.site.enable_nav_sidebar = False  # the tables need the width
admin.site.index_title = "Councils, people, plans and reference data"

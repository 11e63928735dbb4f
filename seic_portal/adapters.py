"""Where the portal departs from allauth's own way of signing people in."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator's invitation; nobody signs up."""

    def is_open_for_signup(self, request):
        """No: whoever acts for a council is known to an administrator first."""
        return False

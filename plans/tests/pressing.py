"""A form of the administration as a browser sends it: all that stands in it, and what is typed."""

from html.parser import HTMLParser

from django.urls import reverse


class Fields(HTMLParser):
    """What the fields of a page's main form hold."""

    def __init__(self):
        super().__init__()
        self.held, self.is_main, self.choice, self.area = {}, False, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.is_main = attrs.get("id", "").endswith("_form")
        elif tag == "input" and self.is_main and attrs["type"] != "submit":
            self.note(name, attrs)
        elif tag == "textarea":
            self.area, self.held[name] = name, ""
        elif tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in attrs:
            self.held.setdefault(self.choice, []).append(attrs["value"])

    def note(self, name, attrs):
        if attrs["type"] == "checkbox":
            if "checked" in attrs:
                self.held.setdefault(name, []).append(attrs.get("value", "on"))
        else:
            self.held[name] = attrs.get("value", "")

    def handle_data(self, data):
        if self.area:
            self.held[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None


def press(client, address, answers=(), button="_save"):
    """Open a form, fill in answers (None: leave it out), press a button; return the next page."""
    fields = Fields()
    fields.feed(client.get(address).text)
    data = fields.held | dict(answers) | {button: "1"}
    sent = {name: value for name, value in data.items() if value is not None}
    return client.post(address, sent, follow=True)


def add(model):
    """Return the address where a row of a model is added."""
    return reverse(f"admin:{model._meta.db_table}_add")


def change(row):
    """Return the address where a row is changed, or read."""
    return reverse(f"admin:{row._meta.db_table}_change", args=[row.pk])


def delete(row):
    """Return the address where a row is deleted, if at all."""
    return reverse(f"admin:{row._meta.db_table}_delete", args=[row.pk])


def listed(client, model, **asked):
    """Return how each row of a list is called, and the list's page."""
    page = client.get(reverse(f"admin:{model._meta.db_table}_changelist"), asked)
    return {str(row) for row in page.context["cl"].result_list}, page.text

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def light_markup(text: str) -> SafeString:
    """Bold between double asterisks, and line breaks; all else is text."""
    text = str(escape(text))
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return mark_safe(text.replace("\n", "<br>"))

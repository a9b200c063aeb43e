"""Forms of this package on a page of their own."""

from functools import partial

from ketenwerk.kernel import form_pages

answer = partial(form_pages.answer, template="meetings/form.html")

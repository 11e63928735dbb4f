"""The files a document can be had as, and their place in addresses."""

from django.http import Http404, HttpResponse

from seic_portal.documents import pdf, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {"docx": (word.write, WORD), "pdf": (pdf.write, "application/pdf")}


class FileKind:
    """The end of a file's address: the kinds of file a document can be had as."""

    regex = "|".join(FILES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


def file_of(document, kind):
    """Answer with a document as a file of a kind, or 404 where this server cannot make it."""
    if kind == "pdf" and pdf.engine() is None:
        raise Http404("This server makes no PDF files.")
    write, content_type = FILES[kind]
    name = f'attachment; filename="{document.name}.{kind}"'
    headers = {"Content-Disposition": name}
    return HttpResponse(write(document), content_type=content_type, headers=headers)

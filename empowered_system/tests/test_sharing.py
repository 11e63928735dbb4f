"""What a programme shares, written by whoever runs it: resources, and answers to questions."""

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from empowered_system.models import PublicQuestion, Resource, Upload
from empowered_system.tests.factories import (
    AnsweredQuestionFactory,
    ProgrammeFactory,
    PublicQuestionFactory,
    ResourceFactory,
    UploadFactory,
)
from empowered_system.tests.test_writing import at
from empowered_system.uploads import NOT_WHAT_IT_SAYS
from plans.guarding import AGAIN, SALT, stamp
from plans.models import AuditEntry
from plans.tests.factories import moment
from plans.tests.reading import words_of

PDF = b"%PDF-1.7 sample"


def send_file(client, programme, contents=PDF, name="A plan.pdf", **typed):
    file = SimpleUploadedFile(name, contents, content_type="text/html")
    data = {"title": "A week", "upload": file, "version": 0} | typed
    return client.post(at("add_resource", programme), data, follow=True)


def test_a_file_is_shared_as_what_its_contents_are(client, officer, programme, settings):
    client.force_login(officer)

    page = send_file(client, programme)

    upload = Upload.objects.get()
    assert (upload.name, upload.content_type, upload.size) == ("A plan.pdf", "application/pdf", 15)
    assert (upload.uploaded_by, upload.resource.title) == (officer, "A week")
    assert upload.file.path.startswith(str(settings.MEDIA_ROOT))
    assert "plan" not in upload.file.name
    assert "A week PDF file, 15 bytes" in words_of(page).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"contents": b"<script>"}, {"upload": [NOT_WHAT_IT_SAYS]}),
        ({"link": "https://e.org"}, {"link": ["Give a link or a file: one of the two."]}),
        ({"upload": "", "link": ""}, {"link": ["Give a link or a file: one of the two."]}),
    ],
)
def test_what_cannot_be_shared_is_told_and_nothing_kept(typed, errors, client, officer, programme):
    client.force_login(officer)

    page = send_file(client, programme, **typed)

    assert page.context["form"].errors == errors
    assert page.context["form"]["title"].value() == "A week"
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused(client, officer, programme, settings):
    settings.UPLOAD_MAX_BYTES = 10
    client.force_login(officer)

    page = send_file(client, programme)

    assert "at most 10 bytes is taken" in str(page.context["form"].errors).replace("\xa0", " ")


def test_a_link_takes_the_place_of_a_file_whose_address_is_then_gone(client, officer, programme):
    upload = UploadFactory()
    resource = ResourceFactory(programme=programme, link="", upload=upload)
    client.force_login(officer)
    typed = {"title": "A week", "link": "https://example.org/week", "version": 1}

    client.post(at("edit_resource", programme, pk=resource.pk), typed)

    resource.refresh_from_db()
    assert (resource.upload, resource.link) == (None, "https://example.org/week")
    assert client.get(upload.get_absolute_url()).status_code == 404


def test_editing_a_resources_words_keeps_its_file(client, officer, programme):
    resource = ResourceFactory(programme=programme, link="", upload=UploadFactory())
    client.force_login(officer)

    address = at("edit_resource", programme, pk=resource.pk)
    client.post(address, {"title": "Another title", "version": 1})

    assert Resource.objects.get(title="Another title").upload == resource.upload


def test_a_resource_is_no_longer_shared(client, officer, programme):
    resource = ResourceFactory(programme=programme)
    client.force_login(officer)

    client.post(at("remove_resource", programme, pk=resource.pk))

    assert not Resource.objects.exists()


def test_anyone_asks_and_nobody_reads_it_before_it_is_answered(client, programme, officer):
    asked = {"text": "Is it for nurseries too?", "sector": "elc", "made": stamp(10)}

    page = client.post(at("ask", programme), asked, follow=True)

    question = PublicQuestion.objects.get()
    assert "Your question is sent." in words_of(page)
    assert "for nurseries too" not in client.get(programme.get_absolute_url()).text
    client.force_login(officer)
    answers = {"text": "Is it for nurseries?", "answer": "Yes, it is.", "version": 1}
    assert "Questions (1 to answer)" in words_of(client.get(programme.get_absolute_url()))
    client.post(at("answer", programme, pk=question.pk), answers)
    client.logout()
    page = words_of(client.get(programme.get_absolute_url()))
    assert "Is it for nurseries? Yes, it is. Asked on 15 February 2023, answered on 15" in page


def test_a_program_asks_nothing(client, programme):
    asked = {"text": "Buy", "made": signing.dumps(0, salt=SALT), "web_page": "https://spam.example"}

    page = client.post(at("ask", programme), asked)

    assert AGAIN in words_of(page)
    assert not PublicQuestion.objects.exists()


def test_nobody_asks_where_no_questions_are_taken(client, db):
    silent = ProgrammeFactory()

    assert client.get(at("ask", silent)).status_code == 404
    assert "Ask a question" not in client.get(silent.get_absolute_url()).text


def test_who_answered_first_stays_when_another_mends_the_answer(
    client, coordinator, officer, programme
):
    question = AnsweredQuestionFactory(programme=programme, answered_by=officer)
    client.force_login(coordinator)
    typed = {"text": question.text, "answer": "Yes.", "version": 1}

    client.post(at("answer", programme, pk=question.pk), typed)

    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Yes.", officer)
    assert question.answered_at == moment(2023, 2, 3)


def test_a_question_is_deleted_with_every_trace_of_its_words(client, officer, programme):
    question = PublicQuestionFactory(programme=programme, text="A name")
    client.force_login(officer)

    client.post(at("remove_question", programme, pk=question.pk))

    assert not PublicQuestion.objects.exists()
    assert not PublicQuestion.history.exists()
    assert (
        AuditEntry.objects.get().what == "Deleted a question asked at “Writing in the small school”"
    )

"""At the start the pages that are the same for everybody are made, and nobody waits for it."""

from inspect import signature
from threading import Event

from starlette.testclient import TestClient

from app import main
from app.pages import home, learn, reference


def test_every_page_that_is_made_once_is_made_at_the_start():
    kept = [module.page for module in main.PAGES if hasattr(getattr(module, "page", None), "__wrapped__")]
    assert set(main.MADE) == {page for page in kept if not signature(page).parameters}
    assert set(main.MADE) == {home.page, learn.page, reference.page}


def test_the_server_answers_while_pages_are_being_made(monkeypatch):
    started, released = Event(), Event()
    monkeypatch.setattr(main, "MADE", (started.set, released.wait))
    with TestClient(main.create_app()) as client:
        assert started.wait(60)
        assert client.get("/healthz").json()["status"] == "ok"
        assert not released.is_set()
        released.set()


def test_no_further_page_is_made_when_the_server_stops(monkeypatch):
    stopping, made = Event(), []
    monkeypatch.setattr(main, "MADE", (lambda: made.append("first"), stopping.set, lambda: made.append("late")))
    main.make_pages(stopping)
    assert made == ["first"]

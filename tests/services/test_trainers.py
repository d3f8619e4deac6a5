"""Staff: sign-in, its limits, one-time links, passwords."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import limits, trainers
from simulator.services.limits import TooManyTries
from simulator.services.trainers import (
    BadCredentials,
    EmailTaken,
    LinkExpired,
    PasswordTooShort,
    Trainer,
)
from simulator.store.trainers import TrainerRow
from tests.conftest import PASSWORD, Clock

EMAIL = "claire@organisme.example"


@pytest.fixture
def claire(session: Session, clock: Clock) -> Trainer:
    return trainers.add(session, " Claire Fontaine ", f" {EMAIL.upper()} ", PASSWORD, clock())


def sign_in(session: Session, clock: Clock, password: str = PASSWORD, **more: str) -> Trainer:
    email, address = more.get("email", EMAIL), more.get("address", "192.0.2.1")
    return trainers.sign_in(session, email, password, address, clock())


def test_names_and_addresses_are_kept_without_their_stray_spaces(claire: Trainer) -> None:
    assert (claire.name, claire.email, claire.role) == ("Claire Fontaine", EMAIL, "trainer")
    assert claire.has_password


def test_an_address_belongs_to_one_trainer(session: Session, clock: Clock, claire: Trainer) -> None:
    with pytest.raises(EmailTaken):
        trainers.add(session, "Autre", "Claire@Organisme.example", PASSWORD, clock())


def test_trainers_of_one_organisation_share_it_and_others_have_their_own(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    same = trainers.add(session, "Luc", "luc@organisme.example", None, clock())
    other = trainers.add(session, "Zoé", "zoe@x.example", None, clock(), organisation="Autre")

    assert same.organisation_id == claire.organisation_id != other.organisation_id


def test_the_password_is_kept_as_a_digest_only(session: Session, claire: Trainer) -> None:
    kept = session.get_one(TrainerRow, claire.id).password_hash

    assert kept is not None
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_short_password_is_refused_everywhere(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    with pytest.raises(PasswordTooShort):
        trainers.add(session, "Luc", "luc@organisme.example", "neuf sign", clock())
    with pytest.raises(PasswordTooShort) as refused:
        trainers.change_password(session, claire.id, "neuf sign")
    assert refused.value.shortest == 10
    trainers.change_password(session, claire.id, "dix signes")


def test_the_right_password_signs_in_and_a_wrong_one_does_not_say_what_is_wrong(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    assert sign_in(session, clock, email=f" {EMAIL.upper()}").id == claire.id
    with pytest.raises(BadCredentials) as wrong:
        sign_in(session, clock, "mauvais mot de passe")
    with pytest.raises(BadCredentials) as unknown:
        sign_in(session, clock, email="personne@organisme.example")
    assert wrong.value.data() == unknown.value.data() == {}


def test_somebody_without_a_password_does_not_sign_in_by_password(
    session: Session, clock: Clock
) -> None:
    trainers.add(session, "Luc", "luc@organisme.example", None, clock())

    for password in ("", "None", PASSWORD):
        with pytest.raises(BadCredentials):
            sign_in(session, clock, password, email="luc@organisme.example")


@pytest.mark.parametrize("email", [EMAIL, "personne@organisme.example"])
def test_an_unknown_account_costs_the_same_work_as_a_wrong_password(
    session: Session,
    clock: Clock,
    claire: Trainer,
    monkeypatch: pytest.MonkeyPatch,
    email: str,
) -> None:
    hashed: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, known: str, password: str) -> bool:
        hashed.append(known)
        return bool(verify(self, known, password))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    with pytest.raises(BadCredentials):
        sign_in(session, clock, "mauvais mot de passe", email=email)

    assert len(hashed) == 1


def test_a_person_who_left_does_not_sign_in_and_their_sessions_end(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    secret = trainers.one_time_link(session, claire.id, clock())
    assert trainers.signed_in(session, claire.id, claire.stamp) is not None
    session.get_one(TrainerRow, claire.id).disabled_at = clock()
    session.flush()

    assert trainers.signed_in(session, claire.id, claire.stamp) is None
    with pytest.raises(BadCredentials):
        sign_in(session, clock)
    with pytest.raises(LinkExpired):
        trainers.use_link(session, secret, clock())
    with pytest.raises(NotFound):
        trainers.by_email(session, EMAIL)


def test_failures_on_one_account_are_refused_even_with_the_right_password_then_forgotten(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    for rank in range(limits.BY_ACCOUNT):
        with pytest.raises(BadCredentials):
            sign_in(session, clock, "mauvais", address=f"192.0.2.{rank}")
    with pytest.raises(TooManyTries) as refused:
        sign_in(session, clock, address="198.51.100.1")
    assert refused.value.minutes == 10

    clock.forward(minutes=9, seconds=59)
    with pytest.raises(TooManyTries):
        sign_in(session, clock)
    clock.forward(seconds=1)
    assert sign_in(session, clock).id == claire.id


def test_a_success_wipes_the_failures_of_the_account(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    for _ in range(3):
        for _ in range(limits.BY_ACCOUNT - 1):
            with pytest.raises(BadCredentials):
                sign_in(session, clock, "mauvais")
        assert sign_in(session, clock).id == claire.id


def test_one_address_that_tries_every_account_is_refused(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    limits.failed(session, ("address:192.0.2.1",) * limits.BY_ADDRESS, clock())

    with pytest.raises(TooManyTries):
        sign_in(session, clock)
    assert sign_in(session, clock, address="192.0.2.2").id == claire.id


def test_a_one_time_link_opens_once(session: Session, clock: Clock, claire: Trainer) -> None:
    secret = trainers.one_time_link(session, claire.id, clock())

    assert trainers.use_link(session, secret, clock()).id == claire.id
    with pytest.raises(LinkExpired):
        trainers.use_link(session, secret, clock())


def test_a_one_time_link_dies_after_twelve_hours(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    first = trainers.one_time_link(session, claire.id, clock())
    second = trainers.one_time_link(session, claire.id, clock())

    assert trainers.use_link(session, first, clock() + timedelta(hours=12)).id == claire.id
    with pytest.raises(LinkExpired):
        trainers.use_link(session, second, clock() + timedelta(hours=12, seconds=1))
    with pytest.raises(LinkExpired):
        trainers.use_link(session, "inconnu", clock())


def test_a_new_password_ends_the_other_sessions(session: Session, claire: Trainer) -> None:
    changed = trainers.change_password(session, claire.id, "une autre phrase")

    assert trainers.signed_in(session, claire.id, claire.stamp) is None
    assert trainers.signed_in(session, claire.id, changed.stamp) == changed
    assert trainers.signed_in(session, 999, changed.stamp) is None


def test_the_first_administrator_is_the_person_who_starts_the_server(
    session: Session, clock: Clock, claire: Trainer
) -> None:
    assert trainers.administrator(session) is None
    boss = trainers.add(session, "Luc", "luc@x.example", None, clock(), role="administrator")
    trainers.add(session, "Zoé", "zoe@x.example", None, clock(), role="administrator")

    assert trainers.administrator(session) == boss
    assert trainers.by_email(session, " LUC@x.example ") == boss

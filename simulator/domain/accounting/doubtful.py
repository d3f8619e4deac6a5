"""The life of a doubtful claim in journal entries (PCG 2025: 416, 491, 654, 7583)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.domain.accounting.entries import Entry, credit, debit, entry, result
from simulator.domain.accounting.vat import VatBasis, split_vat
from simulator.domain.money import ZERO, Cents, times
from simulator.domain.refusals import Negative, NotPositive, OutOfRange

CUSTOMER, DOUBTFUL, BANK = "411", "416", "512"
VAT_DUE, VAT_PENDING = "44571", "4458"
WRITE_DOWN, ALLOWANCE, RELEASE = "491", "68174", "78174"
LOST_THIS_YEAR, LOST_EARLIER, RECOVERED = "6541", "6544", "7583"
GOODS, SERVICES = "707", "706"
INTEREST_EARNED, PENALTIES_EARNED = "7631", "7581"


def vat_account(basis: VatBasis) -> str:
    """Return the account that carries the VAT of an unpaid invoice."""
    return VAT_DUE if basis == VatBasis.DELIVERY else VAT_PENDING


def sale(
    on: date, net: Cents, vat_rate: Decimal, basis: VatBasis, *, account: str = GOODS
) -> Entry:
    """Book a sale: 411 / 707 (or 706) / 44571, or 4458 when VAT waits for the receipt."""
    if net <= 0:
        raise NotPositive("net", net)
    vat = times(net, vat_rate)
    gross = Cents(net + vat)
    return entry(
        on, "sale", debit(CUSTOMER, gross), credit(account, net), credit(vat_account(basis), vat)
    )


def to_doubtful(on: date, gross: Cents) -> Entry:
    """Move the whole claim, VAT included, to 416 when its recovery becomes uncertain."""
    if gross <= 0:
        raise NotPositive("gross", gross)
    return entry(on, "to_doubtful", debit(DOUBTFUL, gross), credit(CUSTOMER, gross))


def adjust(on: date, existing: Cents, required: Cents) -> tuple[Entry, ...]:
    """Bring a write-down from what exists to what is required: 68174/491 or 491/78174.

    No entry when nothing changes.
    """
    for name, amount in (("existing", existing), ("required", required)):
        if amount < 0:
            raise Negative(name, amount)
    change = Cents(required - existing)
    if change > 0:
        return (entry(on, "write_down", debit(ALLOWANCE, change), credit(WRITE_DOWN, change)),)
    if change < 0:
        back = Cents(-change)
        return (entry(on, "release", debit(WRITE_DOWN, back), credit(RELEASE, back)),)
    return ()


def receipt(
    on: date,
    amount: Cents,
    vat_rate: Decimal,
    basis: VatBasis,
    *,
    account: str = DOUBTFUL,
    outstanding: Cents | None = None,
) -> tuple[Entry, ...]:
    """Book money received on a claim: 512/416; VAT on receipts becomes payable: 4458/44571.

    ``outstanding`` is the claim before the payment: the VAT of successive payments and of the final
    write-off then adds up to that of the invoice. ``OutOfRange`` when more is paid than it.
    """
    before = amount if outstanding is None else outstanding
    if amount <= 0:
        raise NotPositive("amount", amount)
    if amount > before:
        raise OutOfRange("amount", amount, ZERO, before)
    paid = entry(on, "receipt", debit(BANK, amount), credit(account, amount))
    after = split_vat(Cents(before - amount), vat_rate).vat
    vat = Cents(split_vat(before, vat_rate).vat - after)
    if basis == VatBasis.DELIVERY or not vat:
        return (paid,)
    return paid, entry(on, "vat_due", debit(VAT_PENDING, vat), credit(VAT_DUE, vat))


@dataclass(frozen=True, slots=True)
class Loss:
    """A written-off claim: entries, VAT taken back from the tax office, effect on the result."""

    entries: tuple[Entry, ...]
    lost: Cents
    vat_recovered: Cents

    @property
    def result(self) -> Cents:
        """Return the effect on the result of the year (negative for a loss)."""
        return result(self.entries)


def write_off(
    on: date,
    gross: Cents,
    vat_rate: Decimal,
    basis: VatBasis,
    *,
    write_down: Cents = ZERO,
    account: str = DOUBTFUL,
    claim_year: int | None = None,
    vat_recoverable: bool = True,
) -> Loss:
    """Write a claim off for good and release its write-down in full.

    6541 for a claim of the year of ``on`` (``claim_year``), 6544 for an earlier one; a customer's
    default is never exceptional. ``vat_recoverable`` false (no duplicate sent, time limit passed):
    VAT already paid is part of the loss. VAT waiting for a receipt is simply cleared (CGI 269).
    """
    if gross <= 0:
        raise NotPositive("gross", gross)
    if write_down > gross:
        raise OutOfRange("write_down", write_down, ZERO, gross)
    split = split_vat(gross, vat_rate)
    paid = basis == VatBasis.DELIVERY
    kept = ZERO if vat_recoverable or not paid else split.vat
    tax = Cents(split.vat - kept)
    lost = Cents(split.net + kept)
    loss_account = LOST_THIS_YEAR if claim_year == on.year else LOST_EARLIER
    booked = entry(
        on,
        "write_off",
        debit(loss_account, lost),
        debit(vat_account(basis), tax),
        credit(account, gross),
    )
    entries = (booked, *adjust(on, write_down, ZERO))
    return Loss(entries, lost, tax if paid else ZERO)


def later_recovery(on: date, amount: Cents, vat_rate: Decimal) -> Entry:
    """Book money received on a claim already written off: 512 / 7583 / 44571.

    VAT becomes payable again (CGI 272-1), or for the first time on receipts.
    """
    if amount <= 0:
        raise NotPositive("amount", amount)
    split = split_vat(amount, vat_rate)
    return entry(
        on,
        "later_recovery",
        debit(BANK, amount),
        credit(RECOVERED, split.net),
        credit(VAT_DUE, split.vat),
    )


def full_payment(
    on: date, gross: Cents, vat_rate: Decimal, basis: VatBasis, write_down: Cents
) -> tuple[Entry, ...]:
    """Book the full payment of a doubtful claim and the full release of its write-down."""
    return (*receipt(on, gross, vat_rate, basis), *adjust(on, write_down, ZERO))


def penalties(on: date, interest: Cents, indemnity: Cents) -> Entry:
    """Book penalties claimed from a customer, outside VAT.

    Convention of the house (practice varies): interest in 7631, fixed indemnity in 7581.
    """
    gross = Cents(interest + indemnity)
    return entry(
        on,
        "penalties",
        debit(CUSTOMER, gross),
        credit(INTEREST_EARNED, interest),
        credit(PENALTIES_EARNED, indemnity),
    )

"""What the command line and its JSON say of calculators and of their outcomes."""

from __future__ import annotations

from typing import Any

from simulator.domain.refusals import Refusal
from simulator.domain.results import NotComputable
from simulator.services.calculators import shown, wording
from simulator.services.calculators.faults import Fault
from simulator.services.calculators.model import Calculator, Input, Kind
from simulator.services.calculators.refusing import sentence, spoken
from simulator.services.calculators.run import Outcome


def described(calculator: Calculator) -> dict[str, Any]:
    """Describe a calculator: name, inputs with units, outputs, source, confidence."""
    card = wording.card(calculator)
    return {
        "name": calculator.slug,
        "family": calculator.family.value,
        "title": card.title,
        "purpose": card.purpose,
        "inputs": [_input(calculator, one) for one in calculator.inputs],
        "outputs": [
            {"name": name, "label": wording.label(calculator, name), "unit": _unit(measure)}
            for name, measure in calculator.measures.items()
        ],
        "source": card.source,
        "confidence": calculator.confidence.value,
        "confidence_label": wording.said("ui", f"confidence_{calculator.confidence.value}"),
        "golden": list(calculator.golden),
        "example": dict(card.example),
    }


_MACHINE_UNITS = {"euro": "EUR", "percent": "fraction (0.05 = 5 %)", "ratio": "number"}


def _unit(measure: str) -> str:
    return _MACHINE_UNITS.get(measure, measure)


def _input(calculator: Calculator, one: Input) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": one.name,
        "label": wording.label(calculator, one.name),
        "kind": one.kind.value,
        "required": one.required,
    }
    if one.kind is Kind.FIGURE:
        found["unit"] = _unit(one.measure)
    if one.default:
        found["default"] = one.default
    if one.choices:
        found["choices"] = list(one.choices)
    if one.columns:
        found["columns"] = [_input(calculator, column) for column in one.columns]
    if one.aliases or one.hundredths:
        found["aliases"] = [*one.aliases, *(f"{name} (%)" for name in one.hundredths)]
    return found


def refused(calculator: Calculator, fault: Fault) -> dict[str, Any]:
    """Describe a fault: the name of the refusal, its data, its sentence, where it is."""
    found: dict[str, Any] = {
        "refusal": type(fault.refusal).__name__,
        "data": {name: plain(value) for name, value in fault.refusal.data().items()},
        "sentence": sentence(calculator, fault),
    }
    if fault.input:
        found["input"] = fault.input
    if fault.row:
        found["row"] = fault.row
    if fault.column:
        found["column"] = fault.column
    return found


def refusal_json(refusal: Refusal) -> dict[str, Any]:
    """Describe a refusal of the command itself: no such calculator, a text that is not JSON."""
    return {
        "refusal": type(refusal).__name__,
        "data": {name: plain(value) for name, value in refusal.data().items()},
        "sentence": spoken(refusal),
    }


def plain(value: object) -> object:
    """Turn a value of the domain into one that JSON has."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return str(value)


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome for programs: outputs, steps, warnings, sources, confidence; or errors."""
    calculator = outcome.calculator
    head: dict[str, Any] = {"calculator": calculator.slug, "title": wording.card(calculator).title}
    if outcome.faults:
        return {**head, "errors": [refused(calculator, fault) for fault in outcome.faults]}
    found = {**head, **_result(outcome)} if outcome.result is not None else head
    if outcome.failure is not None:
        found["errors"] = [not_computable(outcome.failure)]
    found["source"] = list(shown.sources(outcome))
    found["confidence"] = outcome.confidence.value
    return found


def not_computable(found: NotComputable) -> dict[str, Any]:
    """Describe a result that does not exist."""
    return {
        "refusal": "NotComputable",
        "reason": found.reason,
        "data": {name: plain(value) for name, value in found.details.items()},
        "sentence": shown.reason(found),
    }


def _result(outcome: Outcome) -> dict[str, Any]:
    outputs: dict[str, Any] = {
        line.name: {
            "label": line.label,
            "value": line.cell.value,
            "unit": _unit(line.measure),
            "text": line.cell.text,
        }
        for line in shown.lines(outcome)
    }
    for table in shown.tables(outcome):
        rows = [
            dict(zip((name for name, _, _ in table.columns), (c.value for c in row), strict=True))
            for row in table.rows
        ]
        outputs[table.name] = {"label": table.label, "unit": "table", "value": rows}
    steps = [
        {
            "name": s.name,
            "label": s.label,
            "formula": s.formula,
            "value": s.cell.value,
            "text": s.cell.text,
        }
        for s in shown.worked(outcome)
    ]
    result = outcome.result
    return {
        "outputs": outputs,
        "steps": steps,
        "warnings": [
            {"code": code, "sentence": wording.said("warnings", code)}
            for code in (result.warnings if result is not None else ())
        ],
    }


def usage(calculator: Calculator) -> list[str]:
    """Say what a calculator wants, and give its example."""
    card = wording.card(calculator)
    lines = [card.title, card.purpose, ""]
    for one in calculator.inputs:
        marks = [wording.said("ui", "asked" if one.required else "optional")]
        marks += [one.unit.sign] if one.kind is Kind.FIGURE and one.unit.sign else []
        marks += [" | ".join(one.choices)] if one.choices else []
        marks += [" ; ".join(column.name for column in one.columns)] if one.columns else []
        lines.append(f"  {one.name:<28} {wording.label(calculator, one.name)} ({', '.join(marks)})")
    said = wording.said("ui", "example")
    lines += ["", said, *(f"  {name}={text}" for name, text in card.example.items())]
    return lines


def told(outcome: Outcome) -> list[str]:
    """Tell an outcome in lines of text: figures, tables, steps, warnings, sources; or faults."""
    calculator = outcome.calculator
    if outcome.faults:
        return [_at_input(calculator, fault) for fault in outcome.faults]
    lines = [wording.card(calculator).title]
    figures = shown.lines(outcome)
    lines += [""] if figures else []
    lines += [f"  {line.label}\u202f: {line.cell.text}" for line in figures]
    for table in shown.tables(outcome):
        lines += [
            "",
            f"  {table.label}",
            "    " + " | ".join(label for _, label, _ in table.columns),
        ]
        lines += ["    " + " | ".join(cell.text for cell in row) for row in table.rows]
    worked = shown.worked(outcome)
    if worked:
        lines += ["", wording.said("ui", "steps")]
        lines += [f"  {step.label}\u202f: {step.formula} = {step.cell.text}" for step in worked]
    warnings = shown.warnings(outcome)
    if warnings:
        lines += ["", wording.said("ui", "warnings"), *(f"  {sentence}" for sentence in warnings)]
    proof = wording.said("ui", f"confidence_{outcome.confidence.value}")
    lines += ["", f"{wording.said('ui', 'proof')}\u202f: {proof}"]
    lines += [
        f"{wording.said('ui', 'source')}\u202f: {source}" for source in shown.sources(outcome)
    ]
    return lines


def _at_input(calculator: Calculator, fault: Fault) -> str:
    text = sentence(calculator, fault)
    if not fault.input:
        return text
    return f"{fault.input} ({wording.label(calculator, fault.input)})\u202f: {text}"

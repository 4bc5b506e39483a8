"""The plan of the tutorial: what an article tells, and what was reported a year later."""

from pathlib import Path

from zoneplan import amounts, read_plan

FOLDER = Path(__file__).parent

print("What the article says")
for found in amounts.find((FOLDER / "article.txt").read_text(encoding="utf-8")):
    (figure,) = found.figures
    print(f"  {found.text} can mean {figure.strict} {figure.unit.name}")

plan = read_plan(FOLDER / "plan.yaml")
print(f"\nThe plan: {plan.validate().census}")
print(f"The same with Chinese keys: {plan == read_plan(FOLDER / 'guihua.yaml')}")

later = read_plan(FOLDER / "plan-2024.yaml")
print("\nInvested from January to September 2024")
print(later.roll_up("done", period="2024-01/09").explain())

print("\nHow the targets stand")
for standing in later.progress("2024-10-15"):
    print(f"  {standing.subject}: {standing.status.value.replace('_', ' ')}")

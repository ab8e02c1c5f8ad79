"""Reports of an invented negotiation, for the tests of tracing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.model.report import Credit, CreditForm, Mask, MaskKind, Published, Report
from accord.model.span import Span
from accord.tracing.copies import Copies
from accord.tracing.corpus import Corpus, Shelf

DISPATCH = """\
Veldria agreed on Tuesday to stop shelling the port of Halm for sixty days, but turned down a wider truce until the \
Marrow government pulls its gunboats out of the Sorrel Strait.

Prime Minister Ilse Vantongeren told parliament in Orsk that the guns around the harbour had fallen silent at dawn. \
The pause came after eleven hours of talks in a lakeside hotel in Corrin, where mediators carried written offers \
between two floors.

Marrow's chief negotiator, Admiral Teo Brandsma, called the halt a beginning. His delegation had asked for a line of \
observers along the Pell ridge, a demand that Veldria has refused since the spring offensive.

Under the terms read out by the Corrin mediators, each side will let forty grain ships pass every week. Inspectors \
from the Lakes Union are to board them at Tessel, a fishing harbour that has been closed since March. The first \
convoy of nine freighters is due to sail on Friday.

Fishermen in Halm said they had heard nothing of the deal until church bells began to ring. "I took my boat out for \
the first time in two hundred days," said Joost Reimer, a herring trawler captain.

The war over the strait has killed an estimated 4,300 people and driven the price of wheat to its highest level in \
nineteen years. A previous truce collapsed in February when a mine sank the ferry Adelheid with 61 people aboard.

Opposition leader Mirek Dorn said the prime minister had traded the navy's best position for a photograph. Bond \
yields in Orsk fell by a third of a point after the announcement.
"""

REWRITE = """\
Shells will no longer fall on Halm: for the next sixty days Veldria has promised to hold its fire on the port. A \
broader truce was rejected, however, so long as Marrow's gunboats stay in the Sorrel Strait.

Speaking to lawmakers in Orsk, premier Ilse Vantongeren reported that batteries around the harbour went quiet at \
daybreak. Talks lasting eleven hours had preceded it, held at a hotel on the lake in Corrin with mediators taking \
offers on paper from one floor to the other.

For Marrow, negotiator Admiral Teo Brandsma spoke of a beginning. What his side wanted was observers posted on the \
Pell ridge, which Veldria has been refusing ever since the offensive in spring.

Grain is to move again: the mediators' terms allow each party forty ships weekly, boarded by Lakes Union inspectors \
in Tessel, whose fishing harbour was shut in March. A convoy of nine freighters should leave on Friday as the first.

In Halm the bells of the churches brought the news, fishermen related. Herring captain Joost Reimer had not sailed \
his trawler for two hundred days.

So far the conflict in the strait has cost some 4,300 lives and pushed wheat to a price unseen for nineteen years. \
The last truce broke down in February, when the ferry Adelheid hit a mine and sank, 61 people being on board.

From the opposition, Mirek Dorn accused the premier of giving away the best position of the navy for a photograph. \
Yields on bonds in Orsk dropped a third of a point.
"""

OTHER = """\
Halm woke to silence on Tuesday. At the bakery on Keel Street, Anneke Prins sold out before seven, and nobody asked \
her about the gunboats.

For a city that has counted explosions since the winter, the sixty days announced in Orsk look short. Teachers at the \
Mariner school spent the afternoon sweeping glass out of classrooms; the headmaster hopes to open four on Monday.

"We have had truces before," said Wim Okker, who runs a ferry office with no ferries. He keeps a photograph of the \
Adelheid above his desk and a suitcase beside it.

Analysts at the Institute for Narrow Seas doubt that the pause will hold. Veldria's prime minister, Ilse Vantongeren, \
leads a coalition of five parties, and two of them voted against any talks with Marrow. Its navy, the institute \
notes, has ordered six further minesweepers from a yard in Lund.

The municipal hospital discharged thirty patients in order to make room, a precaution its director, Saskia Boer, \
calls a habit. Two wards remain in the cellar. Electricity is rationed to five hours a day.

Across the strait, in the fishing villages below Mount Ardal, women hung out washing for the first time this year. \
A priest there said he would believe in peace when the buoys were lit again.
"""

STATEMENT = (
    '"We have reached an understanding that no shell will fall on any harbour of the strait while the talks go on, and '
    "that every ship carrying grain, medicine or passengers will be let through without search or delay, whatever flag "
    'it flies and wherever it is bound," the joint statement of the two delegations said.'
)

BULLETIN = """\
Lawmakers in Orsk raised the levy on barley by two points late on Monday, after a debate that ran past midnight. \
Farmers' leader Hanne Wolter promised blockades at every mill along the river Vel. The finance ministry puts the \
yield at ninety million crowns, a quarter of it set aside for silos. Brewers said a barrel would cost them four \
crowns more. The upper house votes on the levy next month, and the coalition there hangs on a single seat.
"""

FORM = """\
Sign up for the morning letter and get the day's stories in your inbox. Choose your country from the list below: \
Ardal, Belmark, Corrin, Dunmere, Estral, Fenland, Gallow, Hesper, Ilmar, Juniper, Kestrel, Lund, Marrow, Norrow, \
Ostrel, Pellin, Quill, Ravel, Sorrel, Tessel, Umber, Veldria, Wexley, Yarrow. By clicking you accept our terms of \
use and our privacy notice, and you agree to be told about offers from our partners.
"""

MAY_6 = date(2031, 5, 6)


def report(
    name: str,
    text: str,
    outlet: str | None = None,
    *,
    credit: tuple[str, CreditForm] | None = None,
    on: date | None = MAY_6,
    masked: str | None = None,
) -> Report:
    """A report; `credit` stands in its metadata, `masked` is a part of the text that is not prose."""
    masks: tuple[Mask, ...] = ()
    if masked:
        start = text.index(masked)
        masks = (Mask(Span(start, start + len(masked)), MaskKind.BOILERPLATE),)
    credited = (Credit(*credit, None),) if credit else ()
    published = Published(on) if on else None
    return Report(name, text, f"{name}.txt", outlet, None, published, credits=credited, masks=masks)


def corpus_of(reports: Sequence[Report]) -> Corpus:
    """The distinct texts of reports with their words, in the order of their keys."""
    shelf = Shelf()
    shelf.take_in(reports)
    return shelf.corpus(sorted(range(len(shelf)), key=shelf.keys.tolist().__getitem__))


def found_copies(reports: Sequence[Report]) -> tuple[Shelf, Copies]:
    """The distinct texts of reports, standing text masked, and which of them may share passages."""
    shelf = Shelf()
    copies = Copies(shelf)
    copies.add(*shelf.take_in(reports))
    return shelf, copies


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return text.strip().split("\n\n")

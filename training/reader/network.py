"""The network: a six-layer encoder, heads that mark a window in one pass, and a second look at each trigger.

The second look takes the states around one trigger, marks the trigger, and runs a few narrow layers of its own over
them: a whole report has many triggers, and the wide layers have read its words already.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from accord.encoder import labels
from accord.encoder.tokens import FEATURES

WIDTH, LAYERS, INNER = 384, 6, 1536
_HEAD = 32  # features of one attention head
_FAR = 16  # tokens; farther from the trigger is all the same


@dataclass(frozen=True)
class Shape:
    """What can be chosen about the network.

    `depth`: layers of the second look; with none, only its last projections know which trigger is meant. `narrow`:
    features of each token in them, a multiple of 32.
    """

    depth: int = 1
    narrow: int = 192
    dropout: float = 0.1


class Dropout(nn.Module):
    """Drops the same features of all tokens of a row: far fewer random numbers than one for each value."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """`states`: [rows, …, features]."""
        if not self.training or not self.share:
            return states
        kept = torch.rand((states.shape[0], *[1] * (states.dim() - 2), states.shape[-1]), device=states.device)
        return states * ((kept >= self.share).to(states.dtype) / (1 - self.share))


class Rounded(nn.Linear):
    """A product that, while it is fitted, rounds as the shipped one will, so that the rest learns to live with it.

    Weights to 7 bits with a scale for each output, inputs to 8 with a scale for each window; the gradient passes as if
    nothing had been rounded (Jacob et al. 2018).
    """

    rounds = False

    def forward(self, states: Tensor) -> Tensor:
        """`states`: [rows, tokens, features]."""
        if not (self.training and self.rounds):
            return super().forward(states)
        scale = self.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 64
        weight = self.weight + ((self.weight / scale).round() * scale - self.weight).detach()
        with torch.no_grad():
            low, high = torch.aminmax(states.flatten(1), dim=1)
            step = ((high.clamp(min=0) - low.clamp(max=0)) / 255).clamp(min=1e-8)[:, None, None]
            lost = (states / step).round() * step - states
        return fn.linear(states + lost, weight, self.bias)


class Layer(nn.Module):
    """One encoder layer (Devlin et al. 2019), normalised after each sum."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.seen = Rounded(width, 3 * width)  # queries, keys and values
        self.mixed = Rounded(width, width)
        self.mixed_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = Rounded(width, inner)
        self.outer = Rounded(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """`mask`: [batch, 1, 1, tokens], true where there is a token; None when there is one everywhere."""
        batch, length, width = states.shape
        query, key, value = self.seen(states).view(batch, length, 3, width // _HEAD, _HEAD).permute(2, 0, 3, 1, 4)
        # written out: on processors this is faster, forward and back, than the fused kernel
        scores = (query * _HEAD**-0.5) @ key.transpose(2, 3)
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        seen = scores.softmax(-1).to(value.dtype) @ value
        seen = self.mixed(seen.transpose(1, 2).reshape(batch, length, width))
        states = self.mixed_norm(states + seen)
        return self.outer_norm(states + self.dropout(self.outer(fn.gelu(self.inner(states)))))


class Embedding(nn.Module):
    """Words, positions and token features, summed."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (*FEATURES, len(labels.GUIDES)))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        """`ids`: [batch, tokens]; `features`: [batch, tokens, one for each table]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        summed = self.words(ids) + self.positions(places) + self.kind
        for i, table in enumerate(self.features):
            summed = summed + table(features[:, :, i])
        return self.dropout(self.norm(summed))


class Marker(nn.Module):
    """The first pass: a window's tokens to states and tags."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embedding = Embedding(shape.dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, INNER, shape.dropout) for _ in range(LAYERS))
        self.names = nn.Linear(WIDTH, 1 + 2 * len(labels.NAMES))
        self.attributions = nn.Linear(WIDTH, 3 * len(labels.ATTRIBUTIONS))
        self.triggers = nn.Linear(WIDTH, 1 + 2 * len(labels.TYPES))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the states, and the logits of names, attributions and triggers."""
        wide = None if mask is None else mask[:, None, None, :]
        states = self.embedding(ids, features)
        for layer in self.layers:
            states = layer(states, wide)
        tags = self.attributions(states)
        tags = tags.view(*tags.shape[:2], len(labels.ATTRIBUTIONS), 3)
        return states, self.names(states), tags, self.triggers(states)


class Looker(nn.Module):
    """The second look: the states around one trigger to its roles, type, stance and modality."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.narrow
        self.narrow = nn.Linear(WIDTH, width)
        self.trigger = nn.Linear(WIDTH, width)
        self.mark = nn.Embedding(3, width)  # not the trigger, an event's, a cue
        self.distance = nn.Embedding(2 * _FAR + 1, width)
        for table in (self.mark, self.distance):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 2 * width, shape.dropout) for _ in range(shape.depth))
        self.here, self.there, self.both = (nn.Linear(width, width) for _ in range(3))
        self.roles = nn.Linear(width, 3 * len(labels.ROLES))
        self.dropout = Dropout(shape.dropout)
        self.types = nn.Linear(WIDTH + width, 1 + len(labels.TYPES))  # the first: no event
        self.stances = nn.Linear(WIDTH + width, len(labels.STANCES))
        self.modalities = nn.Linear(WIDTH + width, len(labels.MODALITIES))

    def forward(
        self, states: Tensor, marks: Tensor, distances: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Look at one trigger in each row.

        `states`: [rows or 1, tokens, WIDTH]; `marks`: 0, or 1 + kind on the trigger's tokens; `distances`: to the
        trigger, in tokens, any size; `mask`: as for `Marker`.
        """
        on = (marks > 0).to(states.dtype)[:, :, None]
        count = on.sum(1)
        raw = (on.transpose(1, 2) @ states).squeeze(1) / count
        near = self.distance(distances.clamp(-_FAR, _FAR) + _FAR)
        local = self.norm(self.narrow(states) + self.trigger(raw)[:, None, :] + self.mark(marks) + near)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            local = layer(local, wide)
        trigger = (on.transpose(1, 2) @ local).squeeze(1) / count
        joint = self.here(local) + self.there(trigger)[:, None, :] + self.both(local * trigger[:, None, :]) + near
        roles = self.roles(self.dropout(fn.gelu(joint)))
        roles = roles.view(*roles.shape[:2], len(labels.ROLES), 3)
        whole = self.dropout(torch.cat((raw, trigger), -1))
        return roles, self.types(whole), self.stances(whole), self.modalities(whole)


class Network(nn.Module):
    """Both passes."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.marker = Marker(shape)
        self.looker = Looker(shape)

    def round(self) -> None:
        """From now on, fit the first pass with the rounding it will be shipped with."""
        for part in self.marker.modules():
            if isinstance(part, Rounded):
                part.rounds = True

    def load_base(self, folder: Path) -> None:
        """Take over the weights of the base encoder (`model.safetensors`, BERT's names)."""
        raw = load_file(folder / "model.safetensors")
        own = self.marker.embedding
        with torch.no_grad():
            own.words.weight.copy_(raw["embeddings.word_embeddings.weight"])
            own.positions.weight.copy_(raw["embeddings.position_embeddings.weight"])
            own.kind.copy_(raw["embeddings.token_type_embeddings.weight"][0])
            own.norm.weight.copy_(raw["embeddings.LayerNorm.weight"])
            own.norm.bias.copy_(raw["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(self.marker.layers):
            _load_layer(layer, raw, f"encoder.layer.{i}.")


_PARTS = {
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def _load_layer(layer: nn.Module, raw: dict[str, Tensor], prefix: str) -> None:
    with torch.no_grad():
        for kind in ("weight", "bias"):
            three = [raw[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.seen, kind).copy_(torch.cat(three))
            for own, theirs in _PARTS.items():
                getattr(getattr(layer, own), kind).copy_(raw[f"{prefix}{theirs}.{kind}"])

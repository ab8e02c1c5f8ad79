"""The network: a six-layer encoder, heads that mark a window in one pass, and a second look at each trigger.

The second look takes the states after `shared` layers around one trigger, marks the trigger, and runs role layers of
its own over them (copies of the remaining layers at the start). With `shared` 0 a trigger is read wholly anew, with 6
nothing is: then only the last projection knows which trigger is meant.
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

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
_FAR = 16  # tokens; farther from the trigger is all the same


@dataclass(frozen=True)
class Shape:
    """What can be chosen about the network."""

    shared: int = 4
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


class Layer(nn.Module):
    """One encoder layer (Devlin et al. 2019), normalised after each sum."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """`mask`: [batch, 1, 1, tokens], true where there is a token."""
        batch, length, _ = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        # written out: on processors this is faster, forward and back, than the fused kernel
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        seen = scores.masked_fill(~mask, -1e4).softmax(-1).to(value.dtype) @ value
        seen = self.mixed(seen.transpose(1, 2).reshape(batch, length, WIDTH))
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
        self.shape = shape
        self.embedding = Embedding(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape.dropout) for _ in range(LAYERS))
        self.names = nn.Linear(WIDTH, 1 + 2 * len(labels.NAMES))
        self.attributions = nn.Linear(WIDTH, 3 * len(labels.ATTRIBUTIONS))
        self.triggers = nn.Linear(WIDTH, 1 + 2 * len(labels.TYPES))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the states for the second look, and the logits of names, attributions and triggers."""
        wide = mask[:, None, None, :]
        states = self.embedding(ids, features)
        shared = states
        for i, layer in enumerate(self.layers):
            states = layer(states, wide)
            if i + 1 == self.shape.shared:
                shared = states
        tags = self.attributions(states)
        tags = tags.view(*tags.shape[:2], len(labels.ATTRIBUTIONS), 3)
        return shared, self.names(states), tags, self.triggers(states)


class Looker(nn.Module):
    """The second look: the states around one trigger to its roles, type, stance and modality."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape.dropout) for _ in range(LAYERS - shape.shared))
        self.mark = nn.Embedding(3, WIDTH)  # not the trigger, an event's, a cue
        nn.init.normal_(self.mark.weight, std=0.02)
        self.distance = nn.Embedding(2 * _FAR + 1, WIDTH)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.here = nn.Linear(WIDTH, WIDTH)
        self.there = nn.Linear(WIDTH, WIDTH)
        self.roles = nn.Linear(WIDTH, 3 * len(labels.ROLES))
        self.dropout = Dropout(shape.dropout)
        self.types = nn.Linear(WIDTH, 1 + len(labels.TYPES))  # the first: no event
        self.stances = nn.Linear(WIDTH, len(labels.STANCES))
        self.modalities = nn.Linear(WIDTH, len(labels.MODALITIES))

    def forward(
        self, states: Tensor, marks: Tensor, distances: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`marks`: 0, or 1 + kind on the trigger's tokens; `distances`: to the trigger, in tokens, any size."""
        states = states + self.mark(marks)
        wide = mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, wide)
        on = (marks > 0).to(states.dtype)[:, :, None]
        trigger = (states * on).sum(1) / on.sum(1).clamp(min=1)
        near = self.distance(distances.clamp(-_FAR, _FAR) + _FAR)
        joint = fn.gelu(self.here(states) + self.there(trigger)[:, None, :] + near)
        roles = self.roles(self.dropout(joint))
        roles = roles.view(*roles.shape[:2], len(labels.ROLES), 3)
        trigger = self.dropout(trigger)
        return roles, self.types(trigger), self.stances(trigger), self.modalities(trigger)


class Network(nn.Module):
    """Both passes."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.marker = Marker(shape)
        self.looker = Looker(shape)

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
            _load_layer(layer, raw, i)
        for i, layer in enumerate(self.looker.layers):
            _load_layer(layer, raw, self.shape.shared + i)


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def _load_layer(layer: nn.Module, raw: dict[str, Tensor], index: int) -> None:
    with torch.no_grad():
        for own, theirs in _PARTS.items():
            part = getattr(layer, own)
            part.weight.copy_(raw[f"encoder.layer.{index}.{theirs}.weight"])
            part.bias.copy_(raw[f"encoder.layer.{index}.{theirs}.bias"])

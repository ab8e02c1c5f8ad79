"""Write a fitted network as the ONNX files the package runs.

python -m training.reader.export WEIGHTS.pt --out DIR --version NAME
"""

from __future__ import annotations

import argparse
import shutil
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.reader.base import base_folder
from training.reader.network import WIDTH, Looker, Marker, Network, Shape

from accord.encoder.tokens import FEATURES


class _Marker(nn.Module):
    """The first pass on one window: no mask, every token is there."""

    def __init__(self, marker: Marker) -> None:
        super().__init__()
        self.marker = marker

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        return self.marker(ids, features, None)  # type: ignore[no-any-return]


class _Looker(nn.Module):
    """The second look at triggers that share their surroundings: the states once, a row of marks for each."""

    def __init__(self, looker: Looker) -> None:
        super().__init__()
        self.looker = looker

    def forward(self, states: Tensor, marks: Tensor, distances: Tensor) -> tuple[Tensor, ...]:
        return self.looker(states[None], marks, distances, None)  # type: ignore[no-any-return]


def export(weights: Path, base: Path, out: Path, version: str) -> None:
    """Write `marker.onnx`, `looker.onnx`, `tokenizer.json` and `version.txt`."""
    raw = torch.load(weights, weights_only=True, map_location="cpu")
    network = Network(Shape(**raw.get("shape", {})))
    network.load_state_dict(raw["network"])
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    length, count = torch.export.Dim("length", min=3, max=512), torch.export.Dim("count", min=1, max=4096)
    near = torch.export.Dim("near", min=1, max=512)
    ids = torch.randint(1000, 2000, (1, 96))
    features = torch.zeros((1, 96, len(FEATURES) + 1), dtype=torch.long)
    torch.onnx.export(
        _Marker(network.marker),
        (ids, features),
        str(out / "marker.onnx"),
        dynamo=True,
        external_data=False,
        verbose=False,
        input_names=["ids", "features"],
        output_names=["states", "names", "attributions", "triggers"],
        dynamic_shapes=({1: length}, {1: length}),
    )
    marks, distances = torch.zeros((5, 40), dtype=torch.long), torch.zeros((5, 40), dtype=torch.long)
    marks[:, 3] = 1
    torch.onnx.export(
        _Looker(network.looker),
        (torch.randn(40, WIDTH), marks, distances),
        str(out / "looker.onnx"),
        dynamo=True,
        external_data=False,
        verbose=False,
        input_names=["states", "marks", "distances"],
        output_names=["roles", "types", "stances", "modalities"],
        dynamic_shapes=({0: near}, {0: count, 1: near}, {0: count, 1: near}),
    )
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    (out / "version.txt").write_text(version + "\n")


def shrink(path: Path) -> None:
    """Store and multiply a graph's weights as 8-bit integers, with a scale for each output (Jacob et al. 2018).

    Weights keep to 7 bits: without that, processors that add pairs of products in 16 bits overflow, and one machine's
    marks differ from another's. The projections at the end stay as they are.
    """
    model = onnx.load(path)
    graph = model.graph
    del graph.value_info[:]  # shapes noted at export, which the quantiser would hold against its own
    onnx.save(model, path)
    outputs = {value.name for value in graph.output}
    last = [n.name for n in graph.node if n.op_type in ("Gemm", "MatMul") and _leads(graph, n, outputs)]
    quantize_dynamic(
        path,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=last,
    )


def _leads(graph: onnx.GraphProto, node: onnx.NodeProto, outputs: set[str]) -> bool:
    """True when nothing but additions and reshapes lies between a product and an output of the graph."""
    names = set(node.output)
    for later in graph.node:
        if names.intersection(later.input) and later.op_type in ("Add", "Reshape"):
            names.update(later.output)
    return bool(names & outputs)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="encoder/1")
    parser.add_argument("--whole", action="store_true", help="keep 32-bit weights")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    export(options.weights, base_folder(), options.out, options.version)
    if not options.whole:
        # not the second look's: it is small, and scales over several triggers would tie each to the others
        shrink(options.out / "marker.onnx")


if __name__ == "__main__":
    main()

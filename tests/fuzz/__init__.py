"""Short runs of the fuzzers in ``bench/fuzz``, bounded by counts."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.conftest import ROOT


def load(name: str) -> ModuleType:
    """Return a fuzzer as a module."""
    spec = importlib.util.spec_from_file_location(f"fuzz_{name}", ROOT / "bench" / "fuzz" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module

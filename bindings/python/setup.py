# SPDX-License-Identifier: MIT
"""How the package is built: declarations from the headers, and the library itself from the
amalgamation, so that a wheel brings all that it needs.

The amalgamation (nrr.c and nrr.h) is taken from amalgamation/ beside this file, where a source
distribution and `make python-wheel` put it, and else made by tools/amalgamate.sh of the tree.

With NRR_BUNDLE=no in the environment there is no library in the package: it works with that of the
system, and its wheel is for any platform.
"""

import os
import re
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = os.path.dirname(os.path.abspath(__file__))
CARRIED = os.path.join(HERE, "amalgamation")
TREE = os.path.dirname(os.path.dirname(HERE))
BUNDLE = os.environ.get("NRR_BUNDLE", "yes") != "no"

try:
    from wheel.bdist_wheel import bdist_wheel
except ImportError:  # newer versions of setuptools have it themselves
    from setuptools.command.bdist_wheel import bdist_wheel


def amalgamation(folder):
    """The folder that holds nrr.c and nrr.h; made if need be."""
    if os.path.exists(os.path.join(CARRIED, "nrr.c")):
        return CARRIED
    subprocess.run(["sh", os.path.join(TREE, "tools", "amalgamate.sh"), folder], check=True)
    return folder


def header():
    """The public header to generate from."""
    carried = os.path.join(CARRIED, "nrr.h")
    return carried if os.path.exists(carried) else os.path.join(TREE, "include", "nrr", "nrr.h")


def version():
    """That of the headers."""
    folder = os.path.dirname(header())
    text = ""
    for name in ("nrr.h", "version.h"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                text += lines.read()
    parts = [re.search(rf"\bNRR_VERSION_{part} = (\d+)", text) for part in ("MAJOR", "MINOR", "PATCH")]
    return ".".join(part.group(1) for part in parts)


class BuildPackage(build_py):
    """Copies the package, and generates the rest of it from the headers."""

    def run(self):
        super().run()
        target = os.path.join(self.build_lib, "nrr")
        generate = os.path.join(HERE, "generate.py")
        subprocess.run([sys.executable, generate, header(), target], check=True)


class BuildLibrary(build_ext):
    """Compiles the library as what it is: a shared library that knows nothing of Python."""

    def run(self):
        folder = amalgamation(os.path.join(self.build_temp, "amalgamation"))
        for extension in self.extensions:
            extension.sources = [os.path.relpath(os.path.join(folder, "nrr.c"), HERE)]
        super().run()

    def get_ext_filename(self, fullname):
        names = {"win32": "nrr.dll", "darwin": "libnrr.dylib"}
        return os.path.join(*fullname.split(".")[:-1], names.get(sys.platform, "libnrr.so"))

    def get_export_symbols(self, extension):
        return []

    def get_libraries(self, extension):
        return []


class Wheel(bdist_wheel):
    """For any Python 3, and, if it has the library in it, for this platform."""

    def get_tag(self):
        return ("py3", "none", super().get_tag()[2] if BUNDLE else "any")


class Source(sdist):
    """A source distribution carries the amalgamation: it needs nothing of the tree."""

    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        made = amalgamation(os.path.join(base_dir, "amalgamation"))
        if os.path.abspath(made) == CARRIED:
            shutil.copytree(CARRIED, os.path.join(base_dir, "amalgamation"), dirs_exist_ok=True)


setup(
    version=version(),
    ext_modules=[
        Extension(
            "nrr.libnrr",
            sources=["amalgamation/nrr.c"],  # BuildLibrary says where it is
            define_macros=[("NRR_EXPORT", "1")],
            extra_compile_args=[] if sys.platform == "win32" else ["-std=c99", "-g0"],
        )
    ]
    if BUNDLE
    else [],
    cmdclass={"build_py": BuildPackage, "build_ext": BuildLibrary, "bdist_wheel": Wheel, "sdist": Source},
)

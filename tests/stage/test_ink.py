"""The Ink & Noise Lab as Python sees it; its pixels are frozen for JavaScript too."""

import base64

import numpy as np
import pytest
import traitlets

from pooltools import avg_pool2d, max_pool2d, median_pool2d, samples
from pooltools.widgets import InkLab
from pooltools.widgets._noise import with_noise
from pooltools.widgets._png import png
from pooltools.widgets.ink import picture

from ..make.frozen import FILES

FROZEN = FILES["noise"].read()


def test_the_noise_is_the_frozen_one() -> None:
    assert len(FROZEN["cases"]) >= 5
    for case in FROZEN["cases"]:
        image = np.array(case["picture"], dtype=np.uint8)
        noisy = with_noise(image, case["gaussian"], case["salt"])
        np.testing.assert_array_equal(noisy, case["noisy"])


def test_the_noise_is_what_its_names_say() -> None:
    grey = np.full((400, 400), 128, dtype=np.uint8)
    gaussian = with_noise(grey, 20, 0) - 128
    assert abs(gaussian.mean()) < 0.2
    assert gaussian.std() == pytest.approx(20, rel=0.01)
    salted = with_noise(grey, 0, 10)
    assert np.isin(salted, [0, 128, 255]).all()
    assert (salted != 128).mean() == pytest.approx(0.1, abs=0.005)
    assert (salted == 255).mean() == pytest.approx(0.05, abs=0.005)
    np.testing.assert_array_equal(with_noise(grey, 0, 0), grey)


def test_output_pools_the_noisy_picture_three_ways() -> None:
    lab = InkLab("coins", kernel_size=3, gaussian=10, salt=5)
    assert set(lab.output) == {"max", "average", "median"}
    ways = {"max": max_pool2d, "average": avg_pool2d, "median": median_pool2d}
    for name, pool in ways.items():
        np.testing.assert_array_equal(lab.output[name], pool(lab.noisy, 3))
        assert lab.output[name].shape == (42, 64)


def test_inverting_swaps_what_the_maximum_keeps() -> None:
    plain, inverted = InkLab("page"), InkLab("page", invert=True)
    np.testing.assert_array_equal(plain.clean, 255 - inverted.clean)
    ink = (plain.clean < 102).mean()
    assert (plain.output["max"] < 102).mean() < ink / 2
    assert (inverted.output["max"] > 153).mean() > ink


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("image", "cat"),
        ("kernel_size", 0),
        ("kernel_size", 99),
        ("gaussian", 61),
        ("salt", -1),
        ("invert", "yes"),
        ("salt", "5"),
    ],
)
def test_a_bad_setting_is_refused_and_the_old_one_stays(
    name: str, value: object
) -> None:
    lab = InkLab("page")
    before = getattr(lab, name)
    with pytest.raises(traitlets.TraitError):
        setattr(lab, name, value)
    assert getattr(lab, name) == before


def test_the_pictures_travel_as_bytes_and_are_the_samples() -> None:
    sent = InkLab("page").page_state()["pictures"]
    assert set(sent) == {"page", "coins", "camera"}
    for name, text in sent.items():
        data = np.frombuffer(base64.b64decode(text), np.uint8).reshape(128, 192)
        np.testing.assert_array_equal(data, picture(name))
    np.testing.assert_array_equal(picture("page"), samples.page()[10:138, :192])


def test_a_png_holds_the_rounded_grey_levels() -> None:
    from matplotlib import image

    shown = image.imread(__import__("io").BytesIO(base64.b64decode(png(CHECKS))))
    np.testing.assert_allclose(shown * 255, [[0, 255], [100, 101]], atol=0.01)


CHECKS = np.array([[0.0, 255.0], [99.6, 101.4]])

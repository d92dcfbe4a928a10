"""Ask PyTorch."""

import torch
import torch.nn.functional as F

from .library import Library, planes, unless


def layer(stride=None, padding=None, dilation=None, ceil=False):
    """Return PyTorch's arguments; a text padding is for it to refuse."""
    unless(isinstance(padding, str))
    given = {"stride": stride, "padding": padding, "dilation": dilation}
    return {k: v for k, v in given.items() if v is not None} | {"ceil_mode": ceil}


def tensor(x):
    return torch.from_numpy(planes(x).copy())


class Torch(Library):
    name, version = "PyTorch", torch.__version__.partition("+")[0]

    def max(self, x, k, **more):
        return F.max_pool2d(tensor(x), k, **layer(**more)).numpy()

    def average(self, x, k, count=None, **more):
        unless(more.get("dilation"))
        counted = {} if count is None else {"count_include_pad": count}
        return F.avg_pool2d(tensor(x), k, **layer(**more), **counted).numpy()

    def lp(self, x, p, k, **more):
        unless(more.get("padding"), more.get("dilation"))
        return F.lp_pool2d(tensor(x), p, k, **layer(**more)).numpy()

    def indices(self, x, k, **more):
        pooled = F.max_pool2d(tensor(x), k, return_indices=True, **layer(**more))
        return pooled[1].numpy()

    def raw_shape(self, x, k):
        return F.max_pool2d(torch.from_numpy(x), k).shape

    def gradient(self, x, k, **more):
        leaf = tensor(x).requires_grad_()
        F.max_pool2d(leaf, k, **layer(**more)).sum().backward()
        return leaf.grad.numpy()

    def largest_gradient(self, x):
        leaf = tensor(x).requires_grad_()
        leaf.amax().backward()
        return leaf.grad.numpy()

    def unpool(self, values, indices, k, s, size):
        found = tensor(values), tensor(indices)
        return F.max_unpool2d(*found, k, s, output_size=size).numpy()

    def raw_line(self, x, k):
        return F.max_pool1d(torch.from_numpy(x), k).shape

    def volume_indices(self, x, k):
        return F.max_pool3d(torch.from_numpy(x), k, return_indices=True)[1].numpy()

    def attend(self, x, query, mask):
        values, one, kept = (torch.from_numpy(a)[None] for a in (x, query[None], mask))
        attend = F.scaled_dot_product_attention
        return attend(one, values, values, attn_mask=kept[None]).numpy()


LIBRARIES = [Torch]

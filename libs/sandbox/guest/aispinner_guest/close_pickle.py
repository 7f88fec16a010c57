"""Unpickling calls whatever the text names: `numpy.load(allow_pickle=True)` must not be the way to it."""

import sys
import types


def _refuse(*args, **kwargs):
    raise ValueError('Pickled objects cannot be read in worker sandbox.')


class Unpickler:
    """Refuses to be made."""

    __init__ = _refuse


def close_pickle():
    """Closes unpickling in every module there is. Call after the packages were imported: they derive from the
    classes of `pickle`, and copy its tables."""
    import _pickle
    import pickle

    in_c = _pickle.Unpickler
    functions = (pickle.load, pickle.loads, pickle._load, pickle._loads, _pickle.load, _pickle.loads)
    replaced = {id(function): _refuse for function in functions} | {id(in_c): Unpickler}
    for module in list(sys.modules.values()):
        if type(module) is types.ModuleType:
            for name, value in list(vars(module).items()):
                if id(value) in replaced:
                    setattr(module, name, replaced[id(value)])
    todo = [pickle._Unpickler, *in_c.__subclasses__()]
    while todo:
        cls = todo.pop()
        todo.extend(cls.__subclasses__())
        cls.__init__ = cls.load = cls.find_class = _refuse

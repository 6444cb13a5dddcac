# Made shd-small.h5 with h5py 3.7.0 (HDF5 1.10.8): the layout of SHD, three samples.
import h5py, numpy as np

words = [b'zero', b'one', b'two', b'three', b'four', b'five', b'six', b'seven', b'eight', b'nine',
         b'null', b'eins', b'zwei', b'drei', b'vier', b'fuenf', b'sechs', b'sieben', b'acht', b'neun']
with h5py.File('shd-small.h5', 'w') as f:
    g = f.create_group('spikes')
    t = g.create_dataset('times', (3,), dtype=h5py.vlen_dtype(np.float16))
    u = g.create_dataset('units', (3,), dtype=h5py.vlen_dtype(np.uint16))
    t[0] = np.array([0.001, 0.5, 0.5, 1.2], dtype=np.float16); u[0] = np.array([3, 699, 1, 0], dtype=np.uint16)
    t[1] = np.array([], dtype=np.float16); u[1] = np.array([], dtype=np.uint16)
    t[2] = np.array([0.25], dtype=np.float16); u[2] = np.array([5], dtype=np.uint16)
    f['labels'] = np.array([0, 11, 19], dtype=np.uint16)
    e = f.create_group('extra'); e['speaker'] = np.array([4, 5, 4], dtype=np.uint16)
    e['keys'] = np.array(words)

# Made nir-gzip.nir with h5py 3.7.0: the layout that nir.write makes (arrays packed with gzip), one Affine into one LIF.
with h5py.File('nir-gzip.nir', 'w') as f:
    f.create_dataset('version', data='1.0.6', dtype=h5py.string_dtype())
    g = f.create_group('node')
    g.create_dataset('type', data='NIRGraph', dtype=h5py.string_dtype())
    g.create_dataset('edges', data=np.array([['input', 'fc'], ['fc', 'lif'], ['lif', 'output']], dtype=object), dtype=h5py.string_dtype())

    def node(name, kind, **arrays):
        n = g.create_group('nodes/' + name)
        n.create_dataset('type', data=kind, dtype=h5py.string_dtype())
        for key, value in arrays.items():
            n.create_dataset(key, data=value, compression='gzip')
        return n

    node('input', 'Input', shape=np.array([3]))
    node('output', 'Output', shape=np.array([2]))
    a = node('fc', 'Affine', weight=np.arange(6, dtype=np.float32).reshape(2, 3) / 4, bias=np.array([0.5, -0.5]))
    m = a.create_group('metadata'); m.create_dataset('made', data='by hand', dtype=h5py.string_dtype()); m.create_dataset('epoch', data=7)
    node('lif', 'LIF', tau=np.full(2, 0.0025), r=np.ones(2), v_leak=np.zeros(2), v_threshold=np.full(2, 0.1), v_reset=np.zeros(2))

# Made nir-data.nir with h5py 3.7.0: the layout of nir.write_data, a node with spikes on a grid (true and false) and as events.
with h5py.File('nir-data.nir', 'w') as f:
    f.attrs['__type__'] = 'NIRGraphData'
    lif = f.create_group('nodes/lif'); lif.attrs['__type__'] = 'NIRNodeData'
    grid = lif.create_group('observables/grid'); grid.attrs['__type__'] = 'TimeGriddedData'; grid.attrs['dt'] = 1e-3
    grid.create_dataset('data', data=np.array([[[True, False], [False, True], [True, True]]]), compression='gzip')
    ev = lif.create_group('observables/spikes'); ev.attrs['__type__'] = 'EventData'; ev.attrs['n_neurons'] = 2; ev.attrs['t_max'] = 0.003
    ev.create_dataset('idx', data=np.array([[1, 0, -1], [0, 1, 1]]), compression='gzip')
    ev.create_dataset('time', data=np.array([[0.002, 0.001, np.inf], [0.0, 0.003, 0.003]]), compression='gzip')

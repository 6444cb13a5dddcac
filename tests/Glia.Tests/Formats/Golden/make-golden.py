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

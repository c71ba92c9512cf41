using System.Numerics;

namespace Workloads.Interpreter;

/// <summary>
/// What a thread's next step leads to, by the numbers of its own state and of the shared one: each step is computed once,
/// however many states of the other threads it is taken in.
/// </summary>
internal sealed class TransitionCache
{
    private ulong[] _keys = new ulong[1 << 12];
    private ulong[] _values = new ulong[1 << 12];
    private int _count;

    public static ulong Pair(int own, int shared) => (ulong)(uint)own << 32 | (uint)shared;

    public bool TryGet(ulong pair, out ulong value)
    {
        ulong key = pair + 1;
        ulong[] keys = _keys;
        for (uint at = Slot(key, keys.Length); ; at = at + 1 & (uint)(keys.Length - 1))
        {
            if (keys[at] == key)
            {
                value = _values[at];
                return true;
            }

            if (keys[at] == 0)
            {
                value = 0;
                return false;
            }
        }
    }

    public void Add(ulong pair, ulong value)
    {
        if (2 * ++_count > _keys.Length)
            Grow();
        Put(pair + 1, value);
    }

    private static uint Slot(ulong key, int length) => (uint)(key * 0x9E37_79B9_7F4A_7C15 >> 64 - BitOperations.Log2((uint)length));

    private void Put(ulong key, ulong value)
    {
        uint at = Slot(key, _keys.Length);
        while (_keys[at] != 0)
            at = at + 1 & (uint)(_keys.Length - 1);
        _keys[at] = key;
        _values[at] = value;
    }

    private void Grow()
    {
        ulong[] keys = _keys, values = _values;
        _keys = new ulong[2 * keys.Length];
        _values = new ulong[2 * keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
                Put(keys[i], values[i]);
        }
    }
}

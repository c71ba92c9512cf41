using System.Numerics;

namespace Workloads.Interpreter;

/// <summary>
/// The states seen so far. A state is the number of its shared part and of each thread's own part (collapse compression, as
/// in G. J. Holzmann, "State compression in SPIN", 1997), so that one of three threads takes 16 bytes, and some 16 more for
/// finding it and the way to it.
/// </summary>
internal sealed class VisitedStates
{
    private readonly int _width;
    private int[] _parts;
    private int[] _parents;
    private ushort[] _switches;
    private byte[] _threads;
    private int[] _table;

    public VisitedStates(int threads)
    {
        _width = threads + 1;
        const int Initial = 1 << 14;
        _parts = new int[Initial * _width];
        _parents = new int[Initial];
        _switches = new ushort[Initial];
        _threads = new byte[Initial];
        _table = new int[4 * Initial];
    }

    public int Count { get; private set; }

    /// <summary>The shared part's number, then each thread's.</summary>
    public ReadOnlySpan<int> this[int state] => _parts.AsSpan(state * _width, _width);

    /// <summary>The state before, on a shortest way from the first.</summary>
    public int Parent(int state) => _parents[state];

    /// <summary>The thread whose step led from the state before.</summary>
    public int Thread(int state) => _threads[state];

    /// <summary>Finds a state or adds it.</summary>
    /// <param name="parts">Its parts.</param>
    /// <param name="parent">The state before; −1 for the first.</param>
    /// <param name="thread">The thread whose step led here.</param>
    /// <param name="layer">
    /// The first state that lies as many steps from the beginning as this one: among ways of the same length, the one with
    /// fewer switches between threads is kept, since it is easier to read.
    /// </param>
    public int Add(ReadOnlySpan<int> parts, int parent, int thread, int layer)
    {
        ushort switches = parent < 0 ? (ushort)0
            : (ushort)Math.Min(ushort.MaxValue, _switches[parent] + (_threads[parent] == thread || _parents[parent] < 0 ? 0 : 1));
        uint mask = (uint)_table.Length - 1;
        uint at = Slot(parts, _table.Length);
        for (; _table[at] != 0; at = at + 1 & mask)
        {
            int found = _table[at] - 1;
            if (!parts.SequenceEqual(this[found]))
                continue;
            if (found >= layer && switches < _switches[found])
                Keep(found, parent, thread, switches);
            return found;
        }

        int state = Count++;
        if (state == _parents.Length)
            Grow();
        parts.CopyTo(_parts.AsSpan(state * _width));
        Keep(state, parent, thread, switches);
        _table[at] = state + 1;
        if (3 * Count > 2 * _table.Length)
            Rehash();
        return state;
    }

    private void Keep(int state, int parent, int thread, ushort switches)
    {
        _parents[state] = parent;
        _threads[state] = (byte)thread;
        _switches[state] = switches;
    }

    private static uint Slot(ReadOnlySpan<int> parts, int length)
    {
        ulong hash = 0;
        foreach (int part in parts)
            hash = (BitOperations.RotateLeft(hash, 23) ^ (uint)part) * 0x9E37_79B9_7F4A_7C15;
        hash ^= hash >> 29;
        return (uint)(hash * 0xBF58_476D_1CE4_E5B9 >> 64 - BitOperations.Log2((uint)length));
    }

    private void Grow()
    {
        int size = 2 * _parents.Length;
        Array.Resize(ref _parts, size * _width);
        Array.Resize(ref _parents, size);
        Array.Resize(ref _switches, size);
        Array.Resize(ref _threads, size);
    }

    private void Rehash()
    {
        _table = new int[4 * _table.Length];
        uint mask = (uint)_table.Length - 1;
        for (int state = 0; state < Count; state++)
        {
            uint at = Slot(this[state], _table.Length);
            while (_table[at] != 0)
                at = at + 1 & mask;
            _table[at] = state + 1;
        }
    }
}

using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>
/// What the parts of a web system save, each in its smallest form and in one process (B17): a scan of rows against an index, a
/// computed answer against a cached one, work done within the request against work handed to a queue.
/// </summary>
public sealed class WebPartCosts
{
    /// <summary>Every row is looked at until the wanted one comes.</summary>
    public const string Scan = "row found by a scan";

    /// <summary>The row is looked up.</summary>
    public const string Index = "row found by an index";

    /// <summary>The answer is computed again.</summary>
    public const string Computed = "answer computed";

    /// <summary>The answer is remembered.</summary>
    public const string Cached = "answer from a cache";

    /// <summary>The request does the work and then answers.</summary>
    public const string Within = "work done within the request";

    /// <summary>The request leaves the work in a queue and answers.</summary>
    public const string Queued = "work left in a queue";

    /// <summary>The most rows.</summary>
    public const int MaxRows = 10_000_000;

    private readonly long[] _keys;
    private readonly Dictionary<long, int> _index;
    private readonly Dictionary<int, long> _cache;
    private readonly int _answerSize;
    private int _found;

    /// <summary>Makes a table of rows in no order, with an index.</summary>
    /// <param name="rows">From 1 to <see cref="MaxRows"/>.</param>
    /// <param name="answerSize">The Fibonacci number that an answer, and the work for later, computes: from 0 to 40.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public WebPartCosts(int rows, int answerSize = 20)
    {
        if (rows is < 1 or > MaxRows)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A table has from 1 to {MaxRows:N0} rows.");
        if (answerSize is < 0 or > 40)
            throw new ArgumentOutOfRangeException(nameof(answerSize), answerSize, "An answer computes a Fibonacci number from 0 to 40.");
        _answerSize = answerSize;
        _keys = [.. Enumerable.Range(0, rows).Select(static row => (long)row)];
        new Random(1).Shuffle(_keys);
        _index = _keys.Select(static (key, row) => (key, row)).ToDictionary();
        _cache = new() { [answerSize] = Fibonacci.Of(answerSize) };
    }

    /// <summary>The operations, in pairs: without the part, and with it.</summary>
    public IReadOnlyList<Operation> Operations =>
    [
        new(Scan, Math.Max(1, 2_000_000 / _keys.Length), times => Look(times, ByScan)), new(Index, 200_000, times => Look(times, ByIndex)),
        new(Computed, 100, Compute), new(Cached, 200_000, times => AskCache(times)),
        new(Within, 100, Compute), new(Queued, 200_000, LeaveInQueue),
    ];

    /// <summary>The row of a key, by looking at every row before it.</summary>
    /// <returns>−1 when there is none.</returns>
    public int ByScan(long key)
    {
        // Row by row: a vectorised search would be an index's little sister.
        for (int row = 0; row < _keys.Length; row++)
        {
            if (_keys[row] == key)
                return row;
        }

        return -1;
    }

    /// <summary>The row of a key, by the index.</summary>
    /// <inheritdoc cref="ByScan"/>
    public int ByIndex(long key) => _index.TryGetValue(key, out int row) ? row : -1;

    private void Look(int times, Func<long, int> find)
    {
        // Far from each other, so that no run of them is near the front.
        const long Stride = 7_919;
        for (int i = 0; i < times; i++)
            _found ^= find(i * Stride % _keys.Length);
    }

    private void Compute(int times)
    {
        for (int i = 0; i < times; i++)
            _found ^= (int)Fibonacci.Of(_answerSize);
    }

    private void AskCache(int times)
    {
        for (int i = 0; i < times; i++)
            _found ^= (int)_cache[_answerSize];
    }

    private void LeaveInQueue(int times)
    {
        var queue = new Queue<int>();
        for (int i = 0; i < times; i++)
        {
            lock (queue)
                queue.Enqueue(_answerSize);
        }

        _found ^= queue.Count;
    }
}

namespace Workloads.Interpreter;

/// <summary>Numbers sequences of integers, equal ones alike.</summary>
internal sealed class InternTable
{
    private readonly Dictionary<long[], int> _numbers = new(new SequenceComparer());
    private readonly List<long[]> _sequences = [];

    public int Count => _sequences.Count;

    public long[] this[int number] => _sequences[number];

    public int NumberOf(long[] sequence)
    {
        if (_numbers.TryGetValue(sequence, out int number))
            return number;
        number = _sequences.Count;
        _sequences.Add(sequence);
        _numbers.Add(sequence, number);
        return number;
    }

    private sealed class SequenceComparer : IEqualityComparer<long[]>
    {
        public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(long[] obj)
        {
            var hash = new HashCode();
            foreach (long value in obj)
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}

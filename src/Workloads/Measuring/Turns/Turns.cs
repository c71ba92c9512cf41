namespace Workloads.Measuring;

/// <summary>What several ways took, round by round, and how they compare.</summary>
internal sealed class Turns
{
    private readonly string[] _names;
    private readonly double[][] _values;

    /// <summary>Rounds that were measured elsewhere, such as by a script.</summary>
    /// <param name="names">The ways' names.</param>
    /// <param name="values">For each way what it took, one number a round, as many for every way.</param>
    /// <param name="disturbance">What else went on meanwhile, as a reason not to decide; null for nothing.</param>
    /// <exception cref="ArgumentException">The numbers of names and of rows differ, or those of the rounds.</exception>
    public Turns(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> values, string? disturbance = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count || values.Any(row => row.Count != values[0].Count))
            throw new ArgumentException("Every way has one number for each round.", nameof(values));
        _names = [.. names];
        _values = [.. values.Select(row => row.ToArray())];
        Disturbance = disturbance;
    }

    /// <summary>The ways, in the order in which they were given.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many rounds count.</summary>
    public int Rounds => _values.Length == 0 ? 0 : _values[0].Length;

    /// <summary>What else went on meanwhile, as a reason not to decide; null when nothing did.</summary>
    public string? Disturbance { get; }

    /// <summary>Why a way that gains next to nothing over another says nothing here; null where it does.</summary>
    internal string? MissingCores { get; init; }

    /// <summary>What a way took, one number a round.</summary>
    /// <exception cref="ArgumentException">There is no such way.</exception>
    public IReadOnlyList<double> Values(string way) => _values[IndexOf(way)];

    /// <summary>What a way took: the median, and the interval that holds it with 95 %.</summary>
    /// <exception cref="ArgumentException">There is no such way.</exception>
    public Estimate Took(string way) => MedianInterval.Of(Values(way));

    /// <summary>How a way compares with another: the median of the rounds' ratios.</summary>
    /// <param name="way">The way that is spoken of.</param>
    /// <param name="than">What it is compared with; the first way when left out.</param>
    /// <exception cref="ArgumentException">There is no such way.</exception>
    internal Comparison Compare(string way, string? than = null)
    {
        than ??= _names[0];
        return Comparison.Of(way, than, Values(way).Index(), Values(than).Index(), Disturbance) with { MissingCores = MissingCores };
    }

    /// <summary>Some of the ways.</summary>
    internal Turns Only(params IReadOnlyList<string> names) =>
        new(names, [.. names.Select(Values)], Disturbance) { MissingCores = MissingCores };

    /// <summary>These rounds, and further ones of the same ways.</summary>
    internal Turns And(Turns more) =>
        new(_names, [.. _names.Select(name => (IReadOnlyList<double>)[.. Values(name), .. more.Values(name)])], Disturbance
            ?? more.Disturbance);

    /// <summary>These rounds, in which no gain says nothing.</summary>
    internal Turns WithoutCores(string reason) => new(_names, _values, Disturbance) { MissingCores = reason };

    internal bool IsPrecise(double precision) => _names.Length == 1
        ? Took(_names[0]) is var took && (took.High - took.Low) / 2 <= precision * Math.Abs(took.Value)
        : _names.Skip(1).All(name => Compare(name).IsWithin(precision));

    private int IndexOf(string way) => Array.IndexOf(_names, way) is >= 0 and var index
        ? index
        : throw new ArgumentException($"There is no way named '{way}'. There are: {string.Join(", ", _names)}.", nameof(way));
}

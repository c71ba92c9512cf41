namespace Workloads;

/// <summary>A named function of one size: what an execution model is given to run, once for each caller.</summary>
/// <remarks>
/// A workload computes (it keeps a core busy) or waits (it needs no core while it does). The ones built in are found by
/// name, so that a worker process can be told which to run; a reader's own can be made with a lambda and run in every
/// model that stays in this process.
/// </remarks>
public sealed class Workload
{
    private readonly Func<long, CancellationToken, long> _function;
    private readonly Func<long, TimeProvider, CancellationToken, ValueTask<long>>? _waiting;

    /// <summary>Makes a workload that computes.</summary>
    /// <param name="name">Its name, as charts and tables show it.</param>
    /// <param name="function">What one call does with its size. It is called from many threads at once.</param>
    /// <param name="minSize">The smallest size allowed.</param>
    /// <param name="maxSize">The largest size allowed.</param>
    public Workload(string name, Func<long, long> function, long minSize = 0, long maxSize = long.MaxValue)
        : this(name, Ignoring(function), waiting: null, minSize, maxSize)
    {
    }

    internal Workload(
        string name,
        Func<long, CancellationToken, long> function,
        Func<long, TimeProvider, CancellationToken, ValueTask<long>>? waiting,
        long minSize,
        long maxSize)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (minSize > maxSize)
            throw new ArgumentOutOfRangeException(nameof(minSize), minSize,
                Invariant($"The smallest size of {name} lies above its largest, {maxSize}."));

        Name = name;
        MinSize = minSize;
        MaxSize = maxSize;
        _function = function;
        _waiting = waiting;
    }

    /// <summary>The name by which it is found, tabled and drawn.</summary>
    public string Name { get; }

    /// <summary>The smallest size that it takes.</summary>
    public long MinSize { get; }

    /// <summary>The largest size that it takes.</summary>
    public long MaxSize { get; }

    /// <summary>Whether a call mostly waits, and lets a model that can do so run other calls meanwhile.</summary>
    public bool Waits => _waiting is not null;

    /// <inheritdoc cref="Workloads.Fibonacci"/>
    public static Workload Fibonacci => Workloads.Fibonacci.Workload;

    /// <inheritdoc cref="Primality"/>
    public static Workload IsPrime => Primality.Workload;

    /// <inheritdoc cref="Waiting"/>
    public static Workload Wait => Waiting.Workload;

    /// <inheritdoc cref="Mixture"/>
    public static Workload ComputeThenWait => Mixture.Workload;

    /// <summary>Does nothing and returns its size: what is left is the cost of the call.</summary>
    public static Workload Nothing { get; } = new("nothing", static (size, _) => size, waiting: null, minSize: 0, maxSize: long.MaxValue);

    /// <summary>The workloads that are found by name, in this process and in worker processes.</summary>
    public static IReadOnlyList<Workload> All { get; } = [Fibonacci, IsPrime, Wait, ComputeThenWait, Nothing];

    /// <summary>Finds a built-in workload by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static Workload Named(string name) =>
        All.FirstOrDefault(workload => string.Equals(workload.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"There is no workload named '{name}'. There are: {string.Join(", ", All.Select(workload => workload.Name))}.", nameof(name));

    /// <summary>Runs one call on this thread, and blocks it while a waiting workload waits.</summary>
    /// <param name="size">The size, within <see cref="MinSize"/> and <see cref="MaxSize"/>.</param>
    /// <param name="cancellationToken">Ends a long call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled during the call.</exception>
    public long Run(long size, CancellationToken cancellationToken = default) => Invoke(Checked(size), cancellationToken);

    /// <summary>Runs one call; a waiting workload gives the thread back while it waits.</summary>
    /// <param name="size">The size, within <see cref="MinSize"/> and <see cref="MaxSize"/>.</param>
    /// <param name="time">The clock whose timers are waited for; the system's when left out.</param>
    /// <param name="cancellationToken">Ends a long call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled during the call.</exception>
    public ValueTask<long> RunAsync(long size, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        InvokeAsync(Checked(size), time ?? TimeProvider.System, cancellationToken);

    /// <summary>Returns the size when it is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message holds the range.</exception>
    public long Checked(long size) => size >= MinSize && size <= MaxSize
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, Invariant($"{Name} takes sizes from {MinSize:N0} to {MaxSize:N0}."));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>One call without the check of its size, which a run makes once for all its calls.</summary>
    internal long Invoke(long size, CancellationToken cancellationToken) => _function(size, cancellationToken);

    /// <inheritdoc cref="Invoke"/>
    internal ValueTask<long> InvokeAsync(long size, TimeProvider time, CancellationToken cancellationToken) =>
        _waiting is null ? new(_function(size, cancellationToken)) : _waiting(size, time, cancellationToken);

    private static Func<long, CancellationToken, long> Ignoring(Func<long, long> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return (size, _) => function(size);
    }
}

using System.Diagnostics;

namespace Workloads.Interpreter;

/// <summary>
/// Runs a program's threads in every order in which they could take turns, and reports every outcome with one shortest way
/// there (C7, D4). Breadth first, and no state twice.
/// </summary>
public sealed class Explorer
{
    /// <summary>The most threads that it takes.</summary>
    public const int MaxThreads = 8;

    private readonly int _maxStates = 5_000_000;

    /// <summary>Where one thread may take over from another; before every instruction unless set.</summary>
    public CheckPoints CheckPoints { get; init; } = CheckPoints.EveryInstruction;

    /// <summary>The states after which it gives up: 5,000,000 unless set, from 1 to 100,000,000, at some 40 bytes each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside that range.</exception>
    public int MaxStates
    {
        get => _maxStates;
        init => _maxStates = value is >= 1 and <= 100_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The limit of states lies between 1 and 100,000,000.");
    }

    /// <summary>Explores a program whose threads make one call each, all started at once.</summary>
    /// <param name="program">The program.</param>
    /// <param name="threads">The calls, such as <c>add(2)</c>: from 1 to <see cref="MaxThreads"/>.</param>
    /// <exception cref="ArgumentException">There are too few or too many threads, or one calls what is not there.</exception>
    /// <exception cref="ProgramException">One of the threads is no call.</exception>
    public Exploration Explore(StackProgram program, params string[] threads) => Explore(program, threads, CancellationToken.None);

    /// <inheritdoc cref="Explore(StackProgram, string[])"/>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Exploration Explore(StackProgram program, IReadOnlyList<string> threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(threads);
        if (threads.Count is < 1 or > MaxThreads)
            throw new ArgumentException(Invariant($"An exploration takes from 1 to {MaxThreads} threads, and was given {threads.Count}."),
                nameof(threads));

        long start = Stopwatch.GetTimestamp();
        var search = new Search(program, threads, CheckPoints);
        bool isComplete = search.Run(MaxStates, cancellationToken);
        return new(search, threads, CheckPoints, MaxStates, isComplete, Stopwatch.GetElapsedTime(start));
    }
}

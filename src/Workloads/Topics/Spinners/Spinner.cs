namespace Workloads.Topics;

/// <summary>
/// The concurrent hello world of document 001 (B5 to B10): something spins while its supervisor does slow work. The kinds share
/// a skeleton (start it, do the work, tell it to stop, wait for its end), so that reading two files side by side teaches the
/// difference.
/// </summary>
public abstract class Spinner
{
    private protected Spinner(string name) => Name = name;

    /// <summary>The kind, as charts and tables show it.</summary>
    public string Name { get; }

    /// <inheritdoc cref="CoroutineSpinner"/>
    public static Spinner Coroutine { get; } = new CoroutineSpinner();

    /// <summary>All kinds, in the document's order.</summary>
    public static IReadOnlyList<Spinner> All { get; } = [new ThreadSpinner(), new ProcessSpinner(), Coroutine];

    /// <summary>Supervises one spinner, on a thread of the supervisor's own.</summary>
    /// <param name="work">The slow work.</param>
    /// <param name="options">How it spins; a sign every tenth of a second when left out.</param>
    /// <param name="cancellationToken">Ends the slow work; the spinner is stopped all the same.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing spins any more.</exception>
    internal Task<SpinnerRun> SuperviseAsync(SlowWork work, SpinnerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.Factory.StartNew(
            () => Supervise(work, options ?? new(), cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
    }

    private protected abstract SpinnerRun Supervise(SlowWork work, SpinnerOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

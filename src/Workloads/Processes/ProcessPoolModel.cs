using Workloads.Models;

namespace Workloads.Processes;

/// <summary>
/// Calls run in worker processes, as <c>ProcessPoolExecutor</c> does it (A7, B12, E9). The workers start once, before any
/// clock does, and serve every run until the model is disposed.
/// </summary>
/// <remarks>
/// A call that throws fails as in every model. One that keeps ending its workers or takes longer than it may, and a pool that
/// cannot start workers, are a <see cref="ProcessPoolFailedException"/>: a sweep leaves the model out from there on.
/// </remarks>
public sealed class ProcessPoolModel : ExecutionModel
{
    private readonly ProcessPoolOptions _options;
    private readonly SemaphoreSlim _starting = new(1);
    private ProcessPool? _pool;

    /// <summary>A model with workers of its own.</summary>
    /// <param name="workers">How many: 1 to 256, the cores that this process may use when left out.</param>
    public ProcessPoolModel(int? workers = null)
        : this(workers is null ? new ProcessPoolOptions() : new() { Workers = workers.Value })
    {
    }

    /// <summary>A model whose pool is as the options say.</summary>
    public ProcessPoolModel(ProcessPoolOptions options)
        : base("processes", options.Workers) => _options = options;

    /// <summary>How long the workers' start took, which no run's time contains; zero before the first run.</summary>
    public TimeSpan StartUp => _pool?.StartUp ?? TimeSpan.Zero;

    /// <summary>The pool that runs the calls; null before the first run.</summary>
    public ProcessPool? Pool => _pool;

    /// <inheritdoc/>
    public override bool CanRun(Workload workload) => RegisteredWorkloads.Contains(workload, _options.AllowFaults);

    /// <inheritdoc/>
    protected internal override object Warmth => this;

    /// <inheritdoc/>
    /// <exception cref="ProcessPoolFailedException">The workers cannot be started here; the message says why.</exception>
    public override async ValueTask PrepareAsync(CancellationToken cancellationToken = default)
    {
        if (_pool is not null)
            return;
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _pool ??= await ProcessPool.StartAsync(_options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new ProcessPoolFailedException(failure);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_pool is not null)
            await _pool.DisposeAsync().ConfigureAwait(false);
        _starting.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(RunContext context)
    {
        try
        {
            await _pool!.RunAsync(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not ObjectDisposedException)
        {
            throw new ProcessPoolFailedException(failure);
        }
    }
}

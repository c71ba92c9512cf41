namespace Workloads.Topics;

/// <summary>
/// A field that the thread looks at, document 002's signal object: a look costs next to nothing, and a napping thread sees it
/// only when its nap is over. <c>volatile</c> keeps the compiler from looking once and never again.
/// </summary>
internal sealed class VolatileFlagSignal() : StopSignal("volatile flag")
{
    private volatile bool _stop;

    /// <inheritdoc/>
    public override bool IsSet => _stop;

    /// <inheritdoc/>
    public override void Set() => _stop = true;

    /// <inheritdoc/>
    public override bool Nap(TimeSpan time)
    {
        Thread.Sleep(time);
        return _stop;
    }
}

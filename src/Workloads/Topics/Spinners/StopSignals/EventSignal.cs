namespace Workloads.Topics;

/// <summary>An event, Python's <c>threading.Event</c>: setting it wakes the napper at once.</summary>
internal sealed class EventSignal() : StopSignal("event")
{
    private readonly ManualResetEventSlim _event = new();

    /// <inheritdoc/>
    public override bool IsSet => _event.IsSet;

    /// <inheritdoc/>
    public override void Set() => _event.Set();

    /// <inheritdoc/>
    public override bool Nap(TimeSpan time) => _event.Wait(time);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _event.Dispose();
        base.Dispose();
    }
}

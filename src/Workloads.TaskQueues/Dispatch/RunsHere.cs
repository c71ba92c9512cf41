namespace Workloads.TaskQueues.Dispatch;

/// <summary>The runs whose frames a machine holds, and those that were given up.</summary>
internal sealed class RunsHere
{
    private const int MaxRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (CancellationTokenSource Source, int Frames)> _held = [];
    private readonly HashSet<Guid> _givenUp = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>A frame of a run is taken on.</summary>
    /// <returns>What ends its calls; null when the run was given up.</returns>
    public CancellationToken? Enter(Guid run)
    {
        lock (_gate)
        {
            if (_givenUp.Contains(run))
                return null;
            (CancellationTokenSource source, int frames) = _held.TryGetValue(run, out var held) ? held : (new(), 0);
            _held[run] = (source, frames + 1);
            return source.Token;
        }
    }

    /// <summary>One frame less.</summary>
    public void Leave(Guid run)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(run, out var held))
                return;
            if (held.Frames > 1)
                _held[run] = held with { Frames = held.Frames - 1 };
            else if (_held.Remove(run))
                held.Source.Dispose();
        }
    }

    /// <summary>Gives a run up: calls that run are ended, and frames that come are not taken on.</summary>
    public void GiveUp(Guid run)
    {
        CancellationTokenSource? source;
        lock (_gate)
        {
            if (!_givenUp.Add(run))
                return;
            _order.Enqueue(run);
            if (_order.Count > MaxRemembered)
                _givenUp.Remove(_order.Dequeue());
            source = _held.Remove(run, out var held) ? held.Source : null;
        }

        source?.Cancel();
    }
}

using System.Globalization;

namespace Workloads.TaskQueues;

/// <summary>One of the schedules of a name, as its owner sees it.</summary>
public abstract class PeriodicSchedule : IAsyncDisposable
{
    /// <summary>The most ticks that are caught up after nobody led.</summary>
    public const int MaxCaughtUp = 100;

    private protected PeriodicSchedule(string name, TimeSpan every)
    {
        Name = FleetName.Checked(name);
        Every = every >= TimeSpan.FromMilliseconds(50) && every <= TimeSpan.FromDays(1)
            ? every
            : throw new ArgumentOutOfRangeException(nameof(every), every, "A schedule ticks every 50 ms to every day.");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The time between ticks.</summary>
    public TimeSpan Every { get; }

    /// <summary>Whether it is the one that puts the tasks.</summary>
    public bool Leads { get; private protected set; }

    /// <summary>How many tasks it has put.</summary>
    public int Ticks { get; private protected set; }

    /// <summary>Ends it; another one of its name takes over.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>The tick of now.</summary>
    private protected long CurrentTick => DateTimeOffset.UtcNow.UtcTicks / Every.Ticks;

    /// <summary>A tick's time, as its task says it.</summary>
    private protected string TextOf(long tick) =>
        new DateTimeOffset(tick * Every.Ticks, TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Leads: from the tick after the last on, each when its time has come.</summary>
    /// <param name="last">The last tick that was put; null when there was none.</param>
    /// <param name="put">Puts the task of a tick.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private protected async Task LeadAsync(long? last, Func<long, Task> put, CancellationToken cancellationToken)
    {
        Leads = true;
        try
        {
            for (long tick = Math.Max((last ?? CurrentTick) + 1, CurrentTick - MaxCaughtUp + 1); ; tick++)
            {
                TimeSpan wait = new DateTimeOffset(tick * Every.Ticks, TimeSpan.Zero) - DateTimeOffset.UtcNow;
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                await put(tick).ConfigureAwait(false);
                Ticks++;
            }
        }
        finally
        {
            Leads = false;
        }
    }
}

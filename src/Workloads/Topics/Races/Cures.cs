namespace Workloads.Topics;

/// <summary>The counters in the order in which notebooks show them: the two that are wrong, then the cures.</summary>
public static class Cures
{
    /// <summary>One that makes each kind of counter, so that every trial begins with a new one.</summary>
    public static IReadOnlyList<Func<Counter>> All { get; } =
    [
        static () => new PlainCounter(), static () => new VolatileCounter(), static () => new InterlockedCounter(),
        static () => new CompareExchangeCounter(), static () => new SpinLockCounter(), static () => new LockCounter(),
        static () => new SemaphoreCounter(), static () => new OwnerCounter(), static () => new MutexCounter(),
    ];
}

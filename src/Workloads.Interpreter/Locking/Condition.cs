
namespace Workloads.Interpreter;

/// <summary>
/// A mutex and a condition to wait for under it. Its timed waits are as fine as the system's: .NET's own round to
/// milliseconds, too coarse for a switch interval of half of one.
/// </summary>
internal abstract class Condition : IDisposable
{
    /// <summary>Makes one of what CPython builds its lock from on this system, or of .NET's monitors where that is not to be had.</summary>
    public static Condition Create()
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            return new PosixCondition();
        return OperatingSystem.IsWindows() ? new WindowsCondition() : new PortableCondition();
    }

    /// <summary>Takes the mutex.</summary>
    public abstract void Enter();

    /// <summary>Gives the mutex back.</summary>
    public abstract void Exit();

    /// <summary>Waits to be signalled, without the mutex meanwhile. It may also return for no reason.</summary>
    public abstract void Wait();

    /// <summary>Waits to be signalled for at most so long; false when the time was up.</summary>
    public abstract bool Wait(TimeSpan time);

    /// <summary>Wakes one that waits.</summary>
    public abstract void Signal();

    /// <inheritdoc/>
    public abstract void Dispose();
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Workloads.Topics;

/// <summary>
/// .NET's own isolate (A12): the library loaded once more into a context of its own, with static variables of its own. Its
/// code runs on any thread and under no lock, so that isolation is all it gives, where a Python interpreter gives a lock of
/// its own as well.
/// </summary>
public sealed class Isolate : IDisposable
{
    private readonly WeakReference _context;
    private Func<long, long>? _fibonacci;
    private Func<int>? _count;

    /// <summary>Opens one.</summary>
    /// <exception cref="FileNotFoundException">The library was not loaded from a file.</exception>
    public Isolate()
    {
        string library = typeof(Isolate).Assembly.Location;
        if (library.Length == 0)
            throw new FileNotFoundException("An isolate loads the library's own file, and it was not loaded from one.");
        _context = Load(library);
    }

    /// <summary>Whether its context has been unloaded; until a collection after the close it has not.</summary>
    public bool IsUnloaded => !_context.IsAlive;

    /// <summary>How many calls have been counted in the isolate's own copy of a static variable.</summary>
    /// <exception cref="ObjectDisposedException">It has been closed.</exception>
    public int Counted => (_count ?? throw new ObjectDisposedException(nameof(Isolate)))();

    /// <summary>How many calls have been counted in this copy of the library.</summary>
    public static int CountedHere => IsolatedCounter.Count();

    /// <summary>Counts the call and computes a Fibonacci number inside the isolate.</summary>
    /// <param name="n">From 0 to <see cref="Fibonacci.MaxN"/>.</param>
    /// <exception cref="ObjectDisposedException">It has been closed.</exception>
    public long RunFibonacci(long n) => (_fibonacci ?? throw new ObjectDisposedException(nameof(Isolate)))(n);

    /// <summary>Closes it. The runtime unloads the context when nothing refers to it any more.</summary>
    public void Dispose()
    {
        _fibonacci = null;
        _count = null;
        if (_context.Target is AssemblyLoadContext context)
            context.Unload();
    }

    // Not inlined, so that no reference to the context stays behind in a caller's frame.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Load(string library)
    {
        var context = new AssemblyLoadContext("isolate", isCollectible: true);
        Type counter = context.LoadFromAssemblyPath(library).GetType(typeof(IsolatedCounter).FullName!, throwOnError: true)!;
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public;
        _fibonacci = counter.GetMethod(nameof(IsolatedCounter.Fibonacci), Static)!.CreateDelegate<Func<long, long>>();
        _count = counter.GetMethod(nameof(IsolatedCounter.Count), Static)!.CreateDelegate<Func<int>>();
        return new(context);
    }
}

/// <summary>A static variable, of which each isolate has one.</summary>
internal static class IsolatedCounter
{
    private static int s_calls;

    public static int Count() => s_calls;

    public static long Fibonacci(long n)
    {
        s_calls++;
        return Workloads.Fibonacci.Of(n);
    }
}

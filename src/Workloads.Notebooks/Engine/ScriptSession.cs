using System.Reflection;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>A notebook's C#, run submission by submission in this process, and compiled in another.</summary>
/// <param name="compileAsync">Has a submission compiled.</param>
internal sealed class ScriptSession(Func<CompileMessage, Task<CompiledMessage>> compileAsync)
{
    private readonly ScriptAssemblies _assemblies = new();

    // The packages that the compiler does not know yet.
    private readonly List<string> _packages = [];

    // Each submission stores itself at an index that the compiler has given it, which counts those before it.
    private object?[] _submissions = new object?[64];
    private int _count;

    /// <summary>The kernel's own first submission, which brings its functions.</summary>
    public Task StartAsync() => compileAsync(new("using static Microsoft.DotNet.Interactive.Kernel;", "", []));

    /// <summary>Loads an assembly into the same place as the cells' own.</summary>
    public Assembly Load(string file)
    {
        _assemblies.Offer([file]);
        return _assemblies.LoadFromAssemblyPath(file);
    }

    /// <summary>Makes the assemblies of restored packages known to the cells that follow.</summary>
    public void AddPackages(IReadOnlyList<string> compileTime, IReadOnlyList<string> runTime)
    {
        _packages.AddRange(compileTime);
        _assemblies.Offer(runTime);
    }

    /// <summary>Compiles and runs code, shows the value of its last expression, and keeps what it declares.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cell">The cell's name in errors and stack traces.</param>
    /// <param name="line">The cell's line that the code begins at, counted from 1.</param>
    /// <param name="showResult">Takes the value of the last expression, where there is one.</param>
    /// <param name="warn">Takes what the compiler warns of.</param>
    /// <exception cref="CellFailedException">The code does not compile, or it threw: what it did before that is kept.</exception>
    public async Task RunAsync(string code, string cell, int line, Action<object?> showResult, Action<string> warn)
    {
        var compiled = await compileAsync(new(Invariant($"#line {line} \"{cell}\"\n{code}"), cell, [.. _packages]));
        _packages.Clear();
        foreach (var warning in compiled.Warnings)
            warn(warning);
        if (compiled.Error is not null)
            throw new CellFailedException(compiled.Error);
        if (compiled.Code is null)
            return;

        try
        {
            object? result = await StartSubmission(compiled.Code);
            if (compiled.Code.HasValue)
                showResult(result);
        }
        catch (Exception e)
        {
            throw new CellFailedException(CellFailure.FromException(e, cell));
        }
    }

    private Task<object> StartSubmission(CompiledCode code)
    {
        if (++_count == _submissions.Length - 1)
            Array.Resize(ref _submissions, 2 * _submissions.Length);
        var entry = _assemblies.Load(code)
            .GetType(code.EntryType, throwOnError: true)!.GetMethod(code.EntryMethod,
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return entry.CreateDelegate<Func<object?[], Task<object>>>()(_submissions);
    }
}

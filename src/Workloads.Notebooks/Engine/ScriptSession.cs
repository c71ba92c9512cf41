using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// A notebook's C#: one submission after the other, each seeing what those before it declared. Imports, references,
/// language version and optimisation are those of the notebook kernel, so that a cell means the same there and here.
/// </summary>
internal sealed class ScriptSession
{
    private readonly ReferenceResolver _resolver;
    private readonly InteractiveAssemblyLoader _loader = new();
    private ScriptOptions _options;
    private ScriptState<object>? _state;

    public ScriptSession(string workingDirectory)
    {
        _resolver = new ReferenceResolver(workingDirectory);
        _options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
            .AddReferences(
                typeof(Enumerable).Assembly,
                typeof(IEnumerable<>).Assembly,
                typeof(Task<>).Assembly,
                typeof(Microsoft.DotNet.Interactive.Kernel).Assembly,
                typeof(PocketView).Assembly)
            .WithMetadataResolver(_resolver)
            .WithSourceResolver(new SourceFileResolver([], workingDirectory))
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>The kernel's own first submission: it brings its functions, and warms up the compiler.</summary>
    public async Task StartAsync() =>
        _state = await CSharpScript.Create<object>("using static Microsoft.DotNet.Interactive.Kernel;", _options, assemblyLoader: _loader).RunAsync();

    /// <summary>Makes the assemblies of restored packages known to the cells that follow.</summary>
    public void AddPackages(IReadOnlyList<string> compileTime, IReadOnlyList<string> runTime)
    {
        _resolver.Add(compileTime);
        _options = _options.AddReferences(_resolver.Added.Except(_options.MetadataReferences));
        foreach (var path in runTime)
        {
            if (AssemblyIdentity.TryParseDisplayName(System.Reflection.AssemblyName.GetAssemblyName(path).FullName, out var identity))
                _loader.RegisterDependency(identity, path);
        }
    }

    /// <summary>Compiles and runs code, shows the value of its last expression, and keeps what it declares.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cell">The cell's name in errors and stack traces.</param>
    /// <param name="line">The cell's line that the code begins at, counted from 1.</param>
    /// <param name="showResult">Takes the value of the last expression, where there is one.</param>
    /// <param name="cancellationToken">Cancels the cell.</param>
    /// <exception cref="CellFailedException">The code does not compile, or it threw: what it did before that is kept.</exception>
    public async Task RunAsync(string code, string cell, int line, Action<object?> showResult, CancellationToken cancellationToken)
    {
        var script = _state!.Script.ContinueWith<object>($"#line {line} \"{cell}\"\n{code}", _options);
        var diagnostics = script.Compile(cancellationToken);
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new CellFailedException(CellFailure.FromDiagnostics(diagnostics));

        Exception? thrown = null;
        _state = await script.RunFromAsync(_state, e => { thrown = e; return true; }, cancellationToken);
        if (thrown is not null)
            throw new CellFailedException(CellFailure.FromException(thrown, cell));
        if (HasReturnValue(script))
            Show(showResult, cell);
    }

    private void Show(Action<object?> showResult, string cell)
    {
        try
        {
            showResult(_state!.ReturnValue);
        }
        catch (Exception e)
        {
            throw new CellFailedException(CellFailure.FromException(e, cell));
        }
    }

    // The kernel asks the same way: whether a submission ends in an expression is known to Roslyn and not public.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern bool HasReturnValue(Script script);
}

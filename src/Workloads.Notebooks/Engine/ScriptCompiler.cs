using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Compiles a notebook's C#: one submission after the other, each seeing what those before it declared. Imports, references,
/// language version and optimisation are those of the notebook kernel, so that a cell means the same there and here. It runs in
/// a process of its own, for all notebooks.
/// </summary>
internal sealed class ScriptCompiler
{
    private static readonly EmitOptions Emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    // What the notebook kernel's own references lead to, beyond what those given below do.
    private static readonly string[] FurtherFramework =
        ["Microsoft.Win32.Registry", "System.ComponentModel.Annotations", "System.Data.DataSetExtensions",
            "System.IO.FileSystem.AccessControl", "System.Security.AccessControl"];

    private static readonly ScriptOptions Kernels = ScriptOptions.Default
        .WithLanguageVersion(CellSyntax.Version)
        .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
        .AddReferences(
            typeof(Enumerable).Assembly,
            typeof(IEnumerable<>).Assembly,
            typeof(Task<>).Assembly,
            typeof(Microsoft.DotNet.Interactive.Kernel).Assembly,
            typeof(PocketView).Assembly,
            typeof(CSharpScript).Assembly)
        .AddReferences(FurtherFramework.Select(Assembly.Load))
        .WithFileEncoding(Encoding.UTF8);

    private readonly ReferenceResolver _resolver;
    private ScriptOptions _options;
    private Script<object>? _last;

    /// <summary>A compiler for one notebook.</summary>
    /// <param name="workingDirectory">Where the paths of <c>#r</c> and <c>#load</c> start.</param>
    public ScriptCompiler(string workingDirectory)
    {
        _resolver = new ReferenceResolver(workingDirectory);
        _options = Kernels
            .WithMetadataResolver(_resolver)
            .WithSourceResolver(new SourceFileResolver([], workingDirectory));
    }

    /// <summary>
    /// Compiles the next submission. What follows it sees what it declares, also when it fails as it runs, and not when it does not
    /// compile.
    /// </summary>
    /// <param name="wanted">The code.</param>
    public CompiledMessage Compile(CompileMessage wanted)
    {
        try
        {
            if (wanted.Packages.Count > 0)
                AddPackages(wanted.Packages);
            var script = _last is null ? CSharpScript.Create<object>(wanted.Code, _options)
                : _last.ContinueWith<object>(wanted.Code, _options);
            var compilation = script.GetCompilation();
            var diagnostics = compilation.GetParseDiagnostics();
            CompiledCode? code = null;
            if (!HasErrors(diagnostics))
                (code, diagnostics) = Emit(script, compilation);
            var warnings = CellFailure.Warnings(diagnostics, wanted.Cell);
            if (HasErrors(diagnostics))
                return new(null, CellFailure.FromDiagnostics(diagnostics, wanted.Cell), warnings);

            _last = script;
            return new(code, null, warnings);
        }
        catch (Exception e)
        {
            return new(null, CellFailure.FromMessage("CompilerFailed", wanted.Cell, $"the compiler failed: {e.Message}"), []);
        }
    }

    private void AddPackages(IReadOnlyList<string> files)
    {
        _resolver.Add(files);
        _options = _options.AddReferences(_resolver.Added.Except(_options.MetadataReferences));
    }

    // Usings alone are nothing to emit, and no error.
    private (CompiledCode? Code, System.Collections.Immutable.ImmutableArray<Diagnostic> Diagnostics) Emit(Script script,
        Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: Emission);
        if (!emitted.Success)
            return (null, emitted.Diagnostics);

        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return (new(assembly.ToArray(), symbols.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName, HasReturnValue(script),
            [.. _resolver.FilesFor(compilation.DirectiveReferences)]), emitted.Diagnostics);
    }

    private static bool HasErrors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // The kernel asks the same way: whether a submission ends in an expression is known to Roslyn and not public.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern bool HasReturnValue(Script script);
}

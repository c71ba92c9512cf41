using System.Diagnostics;
using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Brings packages by a real <c>dotnet restore</c> of a throw-away project, with the reader's own package sources: the
/// configuration is looked for from the notebook's folder upwards, as for any project there.
/// </summary>
internal sealed partial class PackageRestore(string notebookFolder)
{
    // A version that the sources lack gives way to the next that they have.
    private static readonly string[] SubstitutionCodes = ["NU1601", "NU1603"];

    // Not found, no such version, no source that answers: the package is not to be had here.
    private static readonly string[] MissingCodes = ["NU1100", "NU1101", "NU1102", "NU1103", "NU1301", "NU1302", "NU1303"];

    private readonly List<string> _sources = [];
    private readonly Dictionary<string, PackagePart> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes what a process that was ended in the middle of a restore left behind.</summary>
    public static void CleanUpAfter(int process)
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix(process) + "*"))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What the system will not let go of now, it clears away itself.
        }
    }

    private static string FolderPrefix(int process) => Invariant($"notebook-packages-{process}-");

    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Restores the packages together with those asked for before.</summary>
    /// <exception cref="CellFailedException">A package is not to be had, or the restore failed.</exception>
    public async Task<RestoredPackages> RestoreAsync(IEnumerable<PackagePart> packages, string where, CancellationToken cancellationToken)
    {
        foreach (var package in packages)
            _packages[package.Name] = package;
        try
        {
            var folder = Directory.CreateTempSubdirectory(FolderPrefix(Environment.ProcessId));
            try
            {
                await WriteProjectAsync(folder.FullName, cancellationToken);
                await RestoreAsync(folder.FullName, where, cancellationToken);
                var restored = ReadAssets(Path.Combine(folder.FullName, "obj", "project.assets.json"));
                NativeLibraries.Offer(restored.NativeFolders);
                return restored;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unrestored(e.Message, where);
        }
    }

    private async Task WriteProjectAsync(string folder, CancellationToken cancellationToken)
    {
        // Empty files, so that nothing above the temporary folder has a say.
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            await File.WriteAllTextAsync(Path.Combine(folder, name), "<Project />", cancellationToken);

        var references = _packages.Values.Select(p =>
            $"""    <PackageReference Include="{Escape(p.Name)}" Version="{Escape(p.Version ?? "*")}" />""");
        var project = Invariant($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <RuntimeIdentifier>{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <RestoreRootConfigDirectory>{Escape(notebookFolder)}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "packages.csproj"), project, cancellationToken);
    }

    private async Task RestoreAsync(string folder, string where, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(DotnetHost.Path,
            ["restore", "packages.csproj", "--verbosity", "quiet", "-nologo", "-tl:off", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw Failed($"{output}\n{await error}", where);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CellFailedException(
                CellFailure.FromMessage("PackageMissing", where,
                    $"no package can be restored here: {DotnetHost.Path} does not start ({e.Message})."), CellEnd.PackageMissing);
        }
    }

    private CellFailedException Failed(string output, string where)
    {
        var problems = ErrorLine().Matches(output)
            .Select(m => (Code: m.Groups["code"].Value, Text: m.Groups["text"].Value.Trim()))
            .Distinct()
            .ToList();
        if (problems.Count > 0 && problems.All(p => MissingCodes.Contains(p.Code)))
            return new CellFailedException(
                CellFailure.FromMessage("PackageMissing", where,
                    $"the package is not to be had from the package sources here ({Names}): {Without(problems[0].Text)}"),
                    CellEnd.PackageMissing);
        var reason = problems.Count > 0 ? $"{problems[0].Code}: {problems[0].Text}" : CellFailure.OneLine(output);
        return Unrestored(reason, where);
    }

    private string Names => string.Join(", ", _packages.Values.Select(p => p.Version is null ? p.Name : $"{p.Name} {p.Version}"));

    private CellFailedException Unrestored(string reason, string where) =>
        new(CellFailure.FromMessage("PackageError", where, $"the packages ({Names}) cannot be restored: {reason}"));

    // The first sentence says it; what follows names addresses, which are the reader's own business.
    private static string Without(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    private static RestoredPackages ReadAssets(string path)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = assets.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        var libraries = root.GetProperty("libraries");
        var target = root.GetProperty("targets").EnumerateObject().Last().Value; // the one for this machine follows the portable one
        List<string> compile = [], run = [], native = [], homes = [];
        var versions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in target.EnumerateObject())
        {
            var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
            versions[library.Name[..slash]] = library.Name[(slash + 1)..];
            if (!libraries.GetProperty(library.Name).TryGetProperty("path", out var relative))
                continue;
            var home = folders.Select(f => Path.Combine(f, relative.GetString()!)).FirstOrDefault(Directory.Exists);
            if (home is null)
                continue;
            homes.Add(home);
            compile.AddRange(Files(library.Value, "compile", home).Where(IsAssembly));
            run.AddRange(Files(library.Value, "runtime", home).Where(IsAssembly));
            native.AddRange(Files(library.Value, "native", home).Select(f => Path.GetDirectoryName(f)!));
        }

        return new RestoredPackages(compile, run, [.. native.Distinct(StringComparer.Ordinal)], homes, versions, Substituted(root));
    }

    private static HashSet<string> Substituted(JsonElement assets) => assets.TryGetProperty("logs", out var logs)
        ? [.. logs.EnumerateArray().Where(log => SubstitutionCodes.Contains(log.GetProperty("code").GetString()))
            .Select(log => log.GetProperty("libraryId").GetString()!)]
        : [];

    private static IEnumerable<string> Files(JsonElement library, string group, string home) =>
        library.TryGetProperty(group, out var files)
            ? files.EnumerateObject().Select(f => Path.Combine(home, f.Name))
            : [];

    private static bool IsAssembly(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static string Escape(string text) => SecurityElement.Escape(text);

    [GeneratedRegex(@"error\s+(?<code>NU\d{4}|MSB\d{4}|NETSDK\d{4})\s*:\s*(?<text>[^\[\r\n]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorLine();
}

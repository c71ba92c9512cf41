using System.Text.Json;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;
using Workloads.Kernel;

// Runs a notebook in the kernel, each cell whatever became of the one before, and writes what the cells showed.
if (args is not [var notebook, var folder, var shown])
{
    Console.Error.WriteLine("Three arguments are needed: a notebook, the folder it runs in, and the file that takes what its cells show.");
    return 2;
}

Formatter.DefaultMimeType = HtmlFormatter.MimeType;
Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
using var kernel = new CompositeKernel { DefaultKernelName = "csharp" };
var csharp = new CSharpKernel().UseKernelHelpers().UseValueSharing();
csharp.UseNugetDirective((k, packages) =>
{
    k.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
    return Task.CompletedTask;
});
kernel.Add(csharp, ["c#", "C#"]);
kernel.Add(new HtmlKernel());
kernel.UseImportMagicCommand();

var kernels = new KernelInfoCollection { new("csharp", "C#", ["c#", "C#"]), new("html", "HTML"), new("markdown", "Markdown", ["md"]) };
var document = await InteractiveDocument.LoadAsync(new FileInfo(notebook), kernels);
Directory.SetCurrentDirectory(folder);
var cells = new List<ShownCell>();
foreach (var element in document.Elements.Where(element => element.KernelName is not ("markdown" or "md")))
{
    var result = await kernel.SendAsync(new SubmitCode(element.Contents, element.KernelName));
    cells.Add(ShownCell.Of(element.Contents, result.Events));
}

await File.WriteAllTextAsync(shown, JsonSerializer.Serialize(cells));
return 0;

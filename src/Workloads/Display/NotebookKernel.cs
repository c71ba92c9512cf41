using System.Reflection;

namespace Workloads.Display;

/// <summary>
/// The notebook's kernel, where this process is one: found at run time by the name of a type, since a library must not
/// reference a kernel to be loaded by several.
/// </summary>
internal static class NotebookKernel
{
    private const string ContextType = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    /// <summary>What the kernel tells about the cell that runs here; null outside a cell, or where there is no such kernel.</summary>
    public static object? CurrentContext() => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic)
        .Select(assembly => assembly.GetType(ContextType, throwOnError: false))
        .OfType<Type>()
        .Select(type => Quietly(() => type.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(obj: null)))
        .FirstOrDefault(context => context is not null);

    /// <summary>The running cell's token; none outside a cell.</summary>
    public static CancellationToken Token() =>
        CurrentContext() is { } context && Quietly(() => context.GetType().GetProperty("CancellationToken")?.GetValue(context)) is CancellationToken token
            ? token
            : CancellationToken.None;

    /// <summary>Puts text into the running cell's output, and returns what replaces it; null where that cannot be done.</summary>
    public static Action<string>? ShowText(string text)
    {
        if (CurrentContext() is not { } context)
            return null;

        // Display(this KernelInvocationContext, object, params string[] mimeTypes), which earlier kernels have with one string.
        MethodInfo? display = context.GetType().Assembly.GetType(ContextType + "Extensions")?.GetMethods().FirstOrDefault(method => method.Name == "Display"
            && method.GetParameters() is [_, { ParameterType: var value }, { ParameterType: var mimeTypes }] && value == typeof(object) && (mimeTypes == typeof(string[]) || mimeTypes == typeof(string)));
        if (display is null)
            return null;

        object mimeType = display.GetParameters()[2].ParameterType == typeof(string) ? "text/plain" : new[] { "text/plain" };
        object? shown = Quietly(() => display.Invoke(obj: null, [context, text, mimeType]));
        MethodInfo? update = shown?.GetType().GetMethod("Update", [typeof(object)]);
        return update is null ? null : newer => Quietly(() => update.Invoke(shown, [newer]));
    }

    /// <summary>A kernel of another version may do anything; progress that cannot be shown must not fail a measurement.</summary>
    private static object? Quietly(Func<object?> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception)
        {
            return null;
        }
    }
}

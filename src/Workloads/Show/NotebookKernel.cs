using System.Reflection;

namespace Workloads.Show;

/// <summary>
/// The notebook's kernel, where this process is one: found at run time by the name of a type, since a library must not
/// reference a kernel to be loaded by several.
/// </summary>
internal static class NotebookKernel
{
    private const string ContextType = "Microsoft.DotNet.Interactive.KernelInvocationContext";

    /// <summary>The type of the last context that was found: each measurement asks, and a process has hundreds of assemblies.</summary>
    private static Type? s_contextType;

    /// <summary>What the kernel tells about the cell that runs here; null outside a cell, or where there is no such kernel.</summary>
    public static object? CurrentContext()
    {
        object? context = Current(s_contextType) ?? AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .Select(assembly => Current(assembly.GetType(ContextType, throwOnError: false)))
            .FirstOrDefault(context => context is not null);
        s_contextType = context?.GetType() ?? s_contextType;
        return context;
    }

    /// <summary>The running cell's token; none outside a cell.</summary>
    public static CancellationToken Token() =>
        CurrentContext() is { } context
            && Quietly(() => context.GetType().GetProperty("CancellationToken")?.GetValue(context)) is CancellationToken token
            ? token
            : CancellationToken.None;

    /// <summary>Puts text into the running cell's output, and returns what replaces it; null where that cannot be done.</summary>
    public static Action<string>? ShowText(string text)
    {
        if (CurrentContext() is not { } context)
            return null;

        MethodInfo? display = DisplayMethod(context.GetType());
        if (display is null)
            return null;

        object? shown = Quietly(() => display.Invoke(obj: null, [context, text, new[] { "text/plain" }]));
        MethodInfo? update = shown?.GetType().GetMethod("Update", [typeof(object)]);
        return update is null ? null : newer => Quietly(() => update.Invoke(shown, [newer]));
    }

    /// <summary>The kernel's Display is an extension method, of a class that lies beside the context's own.</summary>
    private static MethodInfo? DisplayMethod(Type context) =>
        context.Assembly.GetType(ContextType + "Extensions")?.GetMethod("Display", BindingFlags.Public | BindingFlags.Static,
            [context, typeof(object), typeof(string[])]);

    private static object? Current(Type? context) =>
        Quietly(() => context?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(obj: null));

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

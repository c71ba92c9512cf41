using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Workloads.Topics;

/// <summary>Reads a method's IL from its compiled library (C8).</summary>
internal static class IntermediateLanguage
{
    private static readonly Dictionary<short, OpCode> s_opcodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(opcode => opcode.Value);

    /// <summary>The method's instructions, one in each line.</summary>
    /// <param name="method">A method of a library that was loaded from a file.</param>
    /// <exception cref="ArgumentException">It has no body, or its library was not loaded from a file.</exception>
    public static string Of(MethodBase method)
    {
        ArgumentNullException.ThrowIfNull(method);
        string library = method.Module.FullyQualifiedName;
        if (!File.Exists(library))
            throw new ArgumentException($"{method.Name}'s library was not loaded from a file.", nameof(method));

        using FileStream file = File.OpenRead(library);
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        MethodDefinition definition =
            metadata.GetMethodDefinition((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken));
        if (definition.RelativeVirtualAddress == 0)
            throw new ArgumentException($"{method.Name} has no body.", nameof(method));
        return Read(metadata, image.GetMethodBody(definition.RelativeVirtualAddress).GetILBytes()!);
    }

    private static string Read(MetadataReader metadata, byte[] code)
    {
        var text = new StringBuilder();
        for (int at = 0; at < code.Length;)
        {
            int start = at;
            short value = code[at++];
            if (value == 0xFE)
                value = (short)(value << 8 | code[at++]);
            OpCode opcode = s_opcodes[value];
            string line = Invariant($"IL_{start:x4}: {opcode.Name,-10} {Operand(metadata, opcode, code, ref at)}");
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Operand(MetadataReader metadata, OpCode opcode, byte[] code, ref int at)
    {
        ReadOnlySpan<byte> rest = code.AsSpan(at);
        switch (opcode.OperandType)
        {
            case OperandType.InlineNone:
                return "";
            case OperandType.ShortInlineBrTarget:
                at++;
                return Invariant($"IL_{at + (sbyte)rest[0]:x4}");
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                at++;
                return Invariant($"{(sbyte)rest[0]}");
            case OperandType.InlineVar:
                at += 2;
                return Invariant($"{BinaryPrimitives.ReadInt16LittleEndian(rest)}");
            case OperandType.InlineI8 or OperandType.InlineR:
                at += 8;
                return Invariant($"{BinaryPrimitives.ReadInt64LittleEndian(rest)}");
            case OperandType.InlineSwitch:
                int cases = BinaryPrimitives.ReadInt32LittleEndian(rest);
                at += 4 + 4 * cases;
                return Invariant($"{cases} cases");
        }

        int operand = BinaryPrimitives.ReadInt32LittleEndian(rest);
        at += 4;
        return opcode.OperandType switch
        {
            OperandType.InlineBrTarget => Invariant($"IL_{at + operand:x4}"),
            OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType
                or OperandType.InlineTok => NameOf(metadata, MetadataTokens.EntityHandle(operand)),
            OperandType.InlineString => $"\"{metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(operand))}\"",
            _ => Invariant($"{operand}"),
        };
    }

    private static string NameOf(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)handle).Name);
            case HandleKind.TypeReference:
                return metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name);
            case HandleKind.FieldDefinition:
                FieldDefinition field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return $"{NameOf(metadata, field.GetDeclaringType())}.{metadata.GetString(field.Name)}";
            case HandleKind.MethodDefinition:
                MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return $"{NameOf(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return $"{NameOf(metadata, member.Parent)}.{metadata.GetString(member.Name)}";
            case HandleKind.MethodSpecification:
                return NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            default:
                return handle.Kind.ToString();
        }
    }
}

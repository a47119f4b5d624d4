using System.Reflection;
using System.Reflection.Emit;

namespace Tandem.Engine.Tests.Arrows;

/// <summary>
/// Which types a compiled type uses: what it derives from, its fields, signatures and attributes, and all that its methods'
/// bodies name. Read from the bytes that run, so that nothing is overlooked but constants, whose values stand there.
/// </summary>
internal sealed class TypeUses
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly HashSet<Type> used = [];

    private TypeUses()
    {
    }

    /// <summary>Those that the type and all within it use, except itself; nested ones are named by what is around them, too.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var uses = new TypeUses();
        uses.Read(type);
        uses.used.Remove(type);
        return uses.used;
    }

    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    private void Read(Type type)
    {
        Use(type.BaseType);
        foreach (var implemented in type.GetInterfaces()) Use(implemented);
        foreach (var parameter in type.GetGenericArguments()) Use(parameter);
        Use(type.CustomAttributes);
        foreach (var field in type.GetFields(Own))
        {
            Use(field.FieldType);
            Use(field.CustomAttributes);
        }
        foreach (var property in type.GetProperties(Own)) Use(property.CustomAttributes);
        foreach (var method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)))
        {
            Use(method);
            Use(method.CustomAttributes);
            ReadBody(method, type);
        }
        foreach (var nested in type.GetNestedTypes(Own)) Read(nested);
    }

    private void ReadBody(MethodBase method, Type type)
    {
        if (method.GetMethodBody() is not { } body) return;
        foreach (var local in body.LocalVariables) Use(local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)) Use(clause.CatchType);
        var code = body.GetILAsByteArray()!;
        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                Use(type.Module.ResolveMember(BitConverter.ToInt32(code, at), type.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null));
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private void Use(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            Use(attribute.Constructor);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
                if (argument.Value is Type type) Use(type);
        }
    }

    private void Use(MemberInfo? member)
    {
        switch (member)
        {
            case Type type:
                Use(type);
                break;
            case FieldInfo field:
                Use(field.DeclaringType);
                Use(field.FieldType);
                break;
            case MethodBase method:
                Use(method.DeclaringType);
                foreach (var parameter in method.GetParameters()) Use(parameter.ParameterType);
                if (method is MethodInfo { ReturnType: var answer }) Use(answer);
                if (method.IsGenericMethod)
                    foreach (var argument in method.GetGenericArguments()) Use(argument);
                break;
        }
    }

    private void Use(Type? type)
    {
        if (type is null) return;
        if (type.HasElementType)
        {
            Use(type.GetElementType());
            return;
        }
        if (type.IsGenericParameter)
        {
            foreach (var constraint in type.GetGenericParameterConstraints().Where(constraint => !constraint.ContainsGenericParameters)) Use(constraint);
            return;
        }
        if (type.IsGenericType)
            foreach (var argument in type.GetGenericArguments().Where(argument => !argument.IsGenericParameter)) Use(argument);
        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}

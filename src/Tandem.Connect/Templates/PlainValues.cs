using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace Tandem.Connect.Templates;

/// <summary>
/// Tells Handlebars what a value consists of, in place of reflection: a list has items by number, a text or number has
/// no parts (without this <c>name.Length</c> would read a property of .NET's string).
/// </summary>
internal sealed class PlainValues : IObjectDescriptorProvider
{
    private static readonly Type[] Scalars = [typeof(string), typeof(decimal), typeof(double), typeof(int), typeof(bool), typeof(TemplateProblem)];

    public bool TryGetDescriptor(Type type, out ObjectDescriptor value)
    {
        if (type == typeof(List<object?>))
            value = new(type, new Items(), static (_, _) => Array.Empty<object>(), static _ => new ListIterator<List<object?>, object?>());
        else if (Scalars.Contains(type))
            value = new(type, new Nothing(), static (_, _) => Array.Empty<object>(), static _ => new NoItems());
        else
            value = ObjectDescriptor.Empty;
        return value != ObjectDescriptor.Empty;
    }

    private sealed class Items : IMemberAccessor
    {
        public bool TryGetValue(object instance, ChainSegment memberName, out object? value)
        {
            var items = (List<object?>)instance;
            var found = int.TryParse(memberName.TrimmedValue, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count;
            value = found ? items[index] : null;
            return found;
        }
    }

    /// <summary>A loop over what is no list is a loop over nothing.</summary>
    private sealed class NoItems : IIterator
    {
        public void Iterate(in EncodedTextWriter writer, BindingContext context, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty) =>
            ifEmpty(writer, context);
    }

    private sealed class Nothing : IMemberAccessor
    {
        public bool TryGetValue(object instance, ChainSegment memberName, out object? value)
        {
            value = null;
            return false;
        }
    }
}

using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>A helper's failure as a value, so that it reaches the place in the template that knows its line.</summary>
internal sealed record TemplateProblem(Error Error);

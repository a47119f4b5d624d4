using Tandem.Connect.Templates;

namespace Tandem.Server.Delivery;

/// <summary>The template of this name as the ruleset had it; null where that ruleset has none. Called from many threads.</summary>
public delegate MessageTemplate? FindTemplate(int ruleset, string name);

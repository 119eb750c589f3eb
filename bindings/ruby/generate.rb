# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Generates lib/nrr/declarations.rb of the gem from the public headers, when the gem is built:
#
#     ruby generate.rb HEADER FILE
#
# HEADER is include/nrr/nrr.h, or the nrr.h of the amalgamation. Every struct, function and constant is
# in it, and every family of codes with its names. Nothing is listed here: what is added to a header is
# in the gem when it is built again.

# The text of a header with those that it includes in their place, each of them once.
def expand(path, done = {})
  path = File.expand_path(path)
  return "" if done[path]

  done[path] = true
  folder = File.dirname(path)
  File.readlines(path, encoding: "UTF-8").map do |line|
    name = line[/\A\s*#\s*include\s+"([^"]+)"/, 1]
    next line unless name

    place = [folder, File.dirname(folder)].map { |at| File.join(at, name) }.find { |file| File.exist?(file) }
    abort "#{path}: #{name} is not there" unless place
    expand(place, done)
  end.join
end

# The text without preprocessor lines, and without what is for C++ alone.
def without_directives(text)
  hidden = 0 # conditions that are open, from that of __cplusplus on
  text.gsub(/\\\n/, " ").lines.reject do |line|
    word, rest = line.match(/\A\s*#\s*(\w+)\s*(.*)/)&.captures
    next hidden.positive? unless word

    abort "a header has an #else to __cplusplus, which this script cannot read" if word == "else" && hidden == 1
    if word.start_with?("if") && (hidden.positive? || rest.match?(/\A(defined\s*\(?\s*)?__cplusplus\b/))
      hidden += 1
    elsif word == "endif" && hidden.positive?
      hidden -= 1
    end
    true
  end.join
end

def without_comments(text)
  text.gsub(%r{/\*.*?\*/}m, " ")
end

# The words of a comment, on one line.
def words(comment)
  comment.to_s.sub(%r{\A\s*/\*+<?}, "").sub(%r{\*/\s*\z}, "").gsub(/\n\s*\*/, "\n").gsub(/\s+/, " ").strip
end

# --- types ---------------------------------------------------------------------------------------

INTEGERS = %w[int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t].to_h do |name|
  [name, ":#{name.delete_suffix('_t')}"]
end.merge("size_t" => ":size_t", "void" => ":void").freeze

PACKING = { "int64" => "q", "uint64" => "Q", "int32" => "l", "uint32" => "L" }.freeze

# The integers behind the typedefs of the headers.
def typedefs(code)
  code.scan(/typedef\s+(\w+)\s+(nrr_\w+)\s*;/).to_h { |type, name| [name, INTEGERS[type]] }.compact
end

# What ffi calls the type of a declaration: "const nrr_fact *facts".
def ffi_type(text, types)
  return ":pointer" if text.include?("*")

  name = text.sub(/\bconst\b/, "").split.first
  INTEGERS[name] || types[name] || abort("no type for: #{text}")
end

def structs(code, types)
  code.scan(/typedef\s+struct\s+(\w+)\s*\{(.*?)\}\s*\1\s*;/m).map do |name, body|
    members = body.split(";").map(&:strip).reject(&:empty?).map do |member|
      next [member[/\(\s*\*\s*(\w+)\s*\)/, 1], ":pointer"] if member.include?("(")

      [member[/(\w+)\z/, 1], ffi_type(member, types)]
    end
    [name, members]
  end
end

def functions(code, types)
  code.scan(/^NRR_API\s+([^;(]*?)(nrr_\w+)\s*\(([^;]*)\)\s*;/m).map do |result, name, parameters|
    given = parameters.strip == "void" ? [] : parameters.split(",").map { |each| ffi_type(each.strip, types) }
    returned = result.match?(/\bchar\s*\*/) ? ":string" : ffi_type("#{result} result", types)
    [name, given, returned]
  end
end

# --- codes ---------------------------------------------------------------------------------------

COMMENT = %r{/\*(?:(?!\*/).)*\*/}m
ENUM = /(?:typedef\s+int32_t\s+nrr_(?<type>\w+);\s*)?(?:#{COMMENT}\s*)?enum\s*\{(?<body>.*?)\}\s*;/m
MEMBER = %r{(?<before>(?:#{COMMENT}\s*)*)\b(?<name>NRR_\w+)\s*=\s*(?<value>-?\d+)\s*,?[ \t]*(?<after>/\*\*<(?:(?!\*/).)*\*/)?}m

# [name, [[constant, value, words], ...]] of each enum; the name is nil where there is no typedef.
def enums(text)
  text.to_enum(:scan, ENUM).map do
    match = Regexp.last_match
    members = match[:body].to_enum(:scan, MEMBER).map do
      member = Regexp.last_match
      [member[:name], member[:value].to_i, words(member[:after] || member[:before].scan(COMMENT).last)]
    end
    [match[:type], members]
  end
end

def prefix_of(names)
  first, last = names.minmax
  same = first.chars.zip(last.chars).take_while { |a, b| a == b }.map(&:first).join
  same.sub(/[A-Z0-9]*\z/, "")
end

# The families of codes with a typedef, or of flags: [name, {symbol => number}].
def families(enums)
  enums.map do |type, members|
    names = members.map(&:first)
    values = members.map { |member| member[1] }
    prefix = prefix_of(names)
    flags = names.size > 1 && values.uniq == values && values.all? { |value| value.positive? && value.nobits?(value - 1) }
    type ||= "#{prefix.delete_prefix('NRR_').downcase}flag" if flags
    [type, names.map { |name| name.delete_prefix(prefix).downcase }.zip(values)] if type && names.size > 1
  end.compact
end

# --- the file ------------------------------------------------------------------------------------

def declarations(header)
  text = without_directives(expand(header))
  code = without_comments(text)
  types = typedefs(code)
  all = enums(text)
  lines = ["# SPDX-License-Identifier: MIT", "# frozen_string_literal: true", "",
           "# Generated from the headers of libnrr: change those, not this.", "", "module NRR",
           "  # The functions of the library, and the structs that they take.", "  module C",
           "    extend FFI::Library", ""]
  structs(code, types).each do |name, members|
    layout = members.map { |member, type| ":#{member}, #{type}" }.join(", ")
    lines << "    # struct #{name}" << "    class #{name.split('_').map(&:capitalize).join} < FFI::Struct"
    lines << "      layout #{layout}" << "    end" << ""
  end
  fact = structs(code, types).assoc("nrr_fact")[1].map { |_, type| PACKING.fetch(type.delete(":")) }.join
  lines << "    # How Array#pack writes a row of nrr_fact." << "    FACT_FORMAT = \"#{fact}\"" << ""
  lines << "    # [parameters, result] of each function." << "    FUNCTIONS = {"
  functions(code, types).each do |name, given, returned|
    lines << "      #{name}: [[#{given.join(', ')}], #{returned}],"
  end
  lines << "    }.freeze" << "  end" << "" << "  # Every constant of the headers." << "  CONSTANTS = {"
  all.each { |_, members| members.each { |name, value, _| lines << "    \"#{name}\" => #{value}," } }
  lines << "  }.freeze" << "" << "  # The names of codes, by family." << "  CODES = {"
  families(all).each do |type, members|
    lines << "    #{type}: {" << "      #{members.map { |name, value| "#{name}: #{value}" }.join(', ')}" << "    }.freeze,"
  end
  lines << "  }.freeze" << "" << "  # What each status says, in the words of the headers." << "  STATUS_TEXTS = {"
  all.assoc("status")[1].each { |name, value, said| lines << "    #{value} => [\"#{name}\", #{said.dump}]," }
  lines << "  }.freeze" << "end" << ""
  lines.join("\n")
end

if $PROGRAM_NAME == __FILE__
  abort "usage: generate.rb HEADER FILE" unless ARGV.size == 2
  File.write(ARGV[1], declarations(ARGV[0]))
end

# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The gem is built from a folder in which `make ruby-gem` has put lib/nrr/declarations.rb and, in
# ext/nrr/, the amalgamation: it needs nothing of the tree then.
here = __dir__
declarations = File.join(here, "lib/nrr/declarations.rb")
abort "make ruby-gem builds the gem: lib/nrr/declarations.rb is not there" unless File.exist?(declarations)
version = %w[MAJOR MINOR PATCH].map { |part| File.read(declarations)[/"NRR_VERSION_#{part}" => (\d+)/, 1] }.join(".")

Gem::Specification.new do |gem|
  gem.name = "nrr"
  gem.version = version
  gem.summary = "Net revenue retention and its relatives, exact"
  gem.description = "The Ruby interface of libnrr, which computes net and gross revenue retention, the waterfall " \
                    "of new, expansion, contraction, churn and reactivation, and their rates, exact to the minor unit."
  gem.authors = ["The libnrr maintainers"]
  gem.license = "MIT"
  gem.files = Dir.chdir(here) { Dir["lib/**/*.rb", "ext/**/*.{rb,c,h}", "README.md", "COPYING"] }.sort
  gem.extensions = ["ext/nrr/extconf.rb"]
  gem.required_ruby_version = ">= 2.7"
  gem.add_dependency "ffi", ">= 1.15"
  gem.metadata = { "rubygems_mfa_required" => "true" }
end

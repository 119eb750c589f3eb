# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The shared library: the file that the environment variable NRR_LIBRARY names, a library that came
# with the gem, or the system's.
module NRR
  module C
    named = ENV.fetch("NRR_LIBRARY", "")
    places = [__dir__, *$LOAD_PATH.map { |folder| File.join(folder.to_s, "nrr") }]
    bundled = places.map { |folder| File.join(folder, "libnrr.#{FFI::Platform::LIBSUFFIX}") }.find { |file| File.exist?(file) }
    if named.empty?
      ffi_lib bundled ? [bundled] : %w[libnrr.so.1 libnrr.1.dylib nrr-1.dll]
    else
      ffi_lib named
    end

    # Calls let other threads of Ruby go on, but for those that free, which the garbage collector makes.
    FUNCTIONS.each do |name, (parameters, result)|
      attach_function name, parameters, result, blocking: !name.end_with?("_free")
    rescue FFI::NotFoundError
      define_singleton_method(name) do |*|
        raise UnsupportedError, "#{name}() is not in the libnrr that is running"
      end
    end
  end

  # The version of the library that is running, as "MAJOR.MINOR.PATCH".
  def self.version
    C.nrr_version
  end

  # The file, or the name, that the library was loaded from.
  def self.library_path
    C.ffi_libraries.first.name
  end
end
